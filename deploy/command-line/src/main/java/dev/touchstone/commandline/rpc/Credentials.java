package dev.touchstone.commandline.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What calls show of themselves, and how they know the services.
 *
 * @param tokenFile a file with the token of the caller, read for each call; empty for none
 * @param authorities a file with the certificates of the authorities that services are trusted by, PEM; calls go by TLS then,
 *     else in plain text
 * @param tlsDirectory a directory with {@code tls.crt} and {@code tls.key}, the certificate that is shown, and {@code ca.crt}, the
 *     authorities if no other file is named; empty for no certificate
 */
public record Credentials(Optional<Path> tokenFile, Optional<Path> authorities, Optional<Path> tlsDirectory) {
    /** For services that take everybody. */
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** @throws CommandFailed if the certificates cannot be read */
    NettyChannelBuilder applyTo(NettyChannelBuilder channel) {
        tokenFile.ifPresent(file -> channel.intercept(new Token(file)));
        Optional<Path> trusted = authorities.or(() -> tlsDirectory.map(directory -> directory.resolve("ca.crt")));
        return trusted.isEmpty() ? channel.usePlaintext() : withTls(channel, trusted.get());
    }

    private NettyChannelBuilder withTls(NettyChannelBuilder channel, Path trusted) {
        SslContextBuilder context = GrpcSslContexts.forClient();
        read(trusted, () -> context.trustManager(trusted.toFile()));
        tlsDirectory.ifPresent(directory -> read(
                directory,
                () -> context.keyManager(
                        directory.resolve("tls.crt").toFile(),
                        directory.resolve("tls.key").toFile())));
        try {
            return channel.sslContext(context.build());
        } catch (SSLException e) {
            throw new CommandFailed("calls by TLS cannot be made: " + e.getMessage());
        }
    }

    private static void read(Path place, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("the certificates in " + place + " cannot be read: " + e.getMessage());
        }
    }

    private record Token(Path file) implements ClientInterceptor {
        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            String token = read();
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<R> listener, Metadata headers) {
                    headers.put(AUTHORIZATION, "Bearer " + token);
                    super.start(listener, headers);
                }
            };
        }

        private String read() {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new CommandFailed("the token in " + file + " cannot be read: " + e.getMessage());
            }
        }
    }
}
