package dev.touchstone.commandline.rpc;

import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Connections to the three services, opened when first used. Unary calls have a deadline and are repeated while the
 * service is unavailable: every unary call of the contracts may be repeated.
 */
public final class Services implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** Of calls that look at all history or change much of it at once. */
    private static final Map<String, Duration> LONG_DEADLINES = Map.of(
            "CheckConsistency", Duration.ofMinutes(30),
            "PreviewPersonSync", Duration.ofMinutes(5),
            "RetryDiagnostics", Duration.ofMinutes(5),
            "PreviewRuleList", Duration.ofMinutes(5),
            "PreviewRuleSet", Duration.ofMinutes(5),
            "PreviewTouchpointFields", Duration.ofMinutes(5),
            "UpdateTouchpointDates", Duration.ofMinutes(5),
            "UndoTouchpointDateUpdate", Duration.ofMinutes(5));

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private final Endpoints endpoints;
    private final Credentials credentials;
    private final Map<Remote, ManagedChannel> channels = new EnumMap<>(Remote.class);

    /** Connections to services that take everybody, as those of this machine do. */
    public Services(Endpoints endpoints) {
        this(endpoints, Credentials.NONE);
    }

    public Services(Endpoints endpoints, Credentials credentials) {
        this.endpoints = endpoints;
        this.credentials = credentials;
    }

    /** Where the service is called. */
    public Address address(Remote remote) {
        return remote.address(endpoints);
    }

    /**
     * Makes a call.
     *
     * @param call what to do with the connection; may be done several times
     * @throws CommandFailed if it fails for good, with the sentence for the user
     */
    public <R> R call(Remote remote, Function<Channel, R> call) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.apply(channel(remote));
            } catch (StatusRuntimeException e) {
                if (attempt == ATTEMPTS || e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                    throw CallFailure.of(remote, address(remote), e);
                }
                Duration asked = CallFailure.retryDelay(e).orElse(pause);
                sleep(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** The connection itself, for streams; unary calls on it have a deadline. */
    public Channel channel(Remote remote) {
        return channel(remote, DEADLINE);
    }

    /**
     * Reads a stream to its end.
     *
     * @param deadline for the whole stream
     * @param read asks for the stream and reads it
     * @throws CommandFailed if it breaks, with the sentence for the user
     */
    public void stream(Remote remote, Duration deadline, Consumer<Channel> read) {
        try {
            read.accept(channel(remote, deadline));
        } catch (StatusRuntimeException e) {
            throw CallFailure.of(remote, address(remote), e);
        }
    }

    private Channel channel(Remote remote, Duration deadline) {
        return ClientInterceptors.intercept(open(remote), new Deadline(deadline));
    }

    /** Waits; an interrupt ends the command. */
    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    @Override
    public synchronized void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
        channels.clear();
    }

    private synchronized ManagedChannel open(Remote remote) {
        return channels.computeIfAbsent(remote, key -> {
            Address address = address(key);
            NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.host(), address.port())
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES);
            return credentials.applyTo(builder).build();
        });
    }

    private record Deadline(Duration usual) implements ClientInterceptor {
        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            if (method.getType() != MethodType.UNARY || options.getDeadline() != null) {
                return next.newCall(method, options);
            }
            Duration deadline = LONG_DEADLINES.getOrDefault(String.valueOf(method.getBareMethodName()), usual);
            return next.newCall(method, options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
