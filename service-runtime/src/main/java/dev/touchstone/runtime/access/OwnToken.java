package dev.touchstone.runtime.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shows this service's token to the services that it calls. */
@GlobalInterceptor
@ApplicationScoped
public class OwnToken implements ClientInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Optional<Path> file;

    OwnToken(AccessConfig config) {
        this.file = config.tokenFile();
    }

    @Override
    public <Q, P> ClientCall<Q, P> interceptCall(MethodDescriptor<Q, P> method, CallOptions options, Channel next) {
        if (file.isEmpty()) {
            return next.newCall(method, options);
        }
        Path path = file.get();
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<P> listener, Metadata headers) {
                headers.put(AUTHORIZATION, "Bearer " + token(path));
                super.start(listener, headers);
            }
        };
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Status.UNAVAILABLE
                    .withDescription("touchstone.access.token-file cannot be read: " + e.getMessage())
                    .asRuntimeException();
        }
    }
}
