package dev.touchstone.testing.access;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls an RPC of any kind with one empty message. */
public final class AnyCall {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Channel channel;
    private final Duration deadline;

    /** @param deadline of a call; that of a stream without an end is what ends it */
    public AnyCall(Channel channel, Duration deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * Makes the call.
     *
     * @param rpc package, service and method
     * @param authorization the header of that name
     * @return how it ended; OK as soon as there was an answer
     */
    public Status make(String rpc, Optional<String> authorization) {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodType.BIDI_STREAMING)
                .setFullMethodName(rpc)
                .setRequestMarshaller(new Bytes())
                .setResponseMarshaller(new Bytes())
                .build();
        ClientCall<byte[], byte[]> call = channel.newCall(
                method, CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
        CompletableFuture<Status> outcome = new CompletableFuture<>();
        Metadata headers = new Metadata();
        authorization.ifPresent(text -> headers.put(AUTHORIZATION, text));
        call.start(listener(outcome), headers);
        call.request(1);
        call.sendMessage(new byte[0]);
        call.halfClose();
        Status status = outcome.join();
        call.cancel("answered", null);
        return status;
    }

    private static ClientCall.Listener<byte[]> listener(CompletableFuture<Status> outcome) {
        return new ClientCall.Listener<>() {
            @Override
            public void onMessage(byte[] message) {
                outcome.complete(Status.OK);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                outcome.complete(status);
            }
        };
    }

    private static final class Bytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
