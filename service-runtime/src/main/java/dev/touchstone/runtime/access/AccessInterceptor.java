package dev.touchstone.runtime.access;

import dev.touchstone.runtime.tls.PeerCertificates;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets calls in or refuses them before any code of the service sees them, and writes down the ones that are audited. */
@GlobalInterceptor
@ApplicationScoped
public class AccessInterceptor implements ServerInterceptor, Prioritized {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Gatekeeper gatekeeper;
    private final PeerCertificates certificates;
    private final AuditLog audit;

    AccessInterceptor(Gatekeeper gatekeeper, PeerCertificates certificates, AuditLog audit) {
        this.gatekeeper = gatekeeper;
        this.certificates = certificates;
        this.audit = audit;
    }

    /** Before all others. */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        String rpc = call.getMethodDescriptor().getFullMethodName();
        Gatekeeper.Decision decision = certificates
                .refusal(call.getAttributes())
                .map(refusal -> new Gatekeeper.Decision(refusal, null, Optional.empty()))
                .orElseGet(() -> gatekeeper.decide(rpc, headers.get(AUTHORIZATION)));
        AuditLog.Entry entry = audit.begin(rpc, decision, call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        if (decision.refusal() != null) {
            entry.end(decision.refusal());
            refuse(call, decision.refusal());
            return new ServerCall.Listener<>() {};
        }
        return entry.isWritten() ? audited(call, headers, next, entry) : next.startCall(call, headers);
    }

    /** Not at once: the transport tells the listener of the end, which it has only when the interceptor has returned. */
    private static void refuse(ServerCall<?, ?> call, Status refusal) {
        Objects.requireNonNull(Vertx.currentContext(), "calls start on an event loop")
                .runOnContext(ignored -> call.close(refusal, new Metadata()));
    }

    private static <Q, P> ServerCall.Listener<Q> audited(
            ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next, AuditLog.Entry entry) {
        ServerCall<Q, P> told = new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                entry.end(status);
                super.close(status, trailers);
            }
        };
        return new SimpleForwardingServerCallListener<>(next.startCall(told, headers)) {
            @Override
            public void onMessage(Q message) {
                entry.message(message);
                super.onMessage(message);
            }

            @Override
            public void onCancel() {
                entry.end(Status.CANCELLED);
                super.onCancel();
            }
        };
    }

    /** The peer as the audit log has it. */
    static String address(@Nullable SocketAddress peer) {
        return peer == null ? "unknown" : peer.toString();
    }
}
