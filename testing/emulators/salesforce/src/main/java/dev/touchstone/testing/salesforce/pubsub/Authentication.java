package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.testing.salesforce.auth.Sessions;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Lets calls in whose metadata name a session of the organisation, and refuses those that are planned to be refused. */
final class Authentication implements ServerInterceptor {
    private static final Metadata.Key<String> TOKEN = key("accesstoken");
    private static final Metadata.Key<String> INSTANCE = key("instanceurl");
    private static final Metadata.Key<String> TENANT = key("tenantid");

    private final Sessions sessions;
    private final String orgId;
    private final StreamPlan plan;

    Authentication(Sessions sessions, String orgId, StreamPlan plan) {
        this.sessions = sessions;
        this.orgId = orgId;
        this.plan = plan;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<BusError> refusal = refusal(headers);
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        String rpcId = UUID.randomUUID().toString();
        call.close(
                refusal.get().status("The call is refused.", rpcId),
                refusal.get().trailers(rpcId));
        return new ServerCall.Listener<>() {};
    }

    private Optional<BusError> refusal(Metadata headers) {
        String token = text(headers, TOKEN);
        String instance = text(headers, INSTANCE);
        String tenant = text(headers, TENANT);
        if (token.isBlank() || instance.isBlank() || tenant.isBlank()) {
            return Optional.of(BusError.AUTH_HEADERS);
        }
        if (!tenant.equals(orgId) || !hasSession(token, instance)) {
            return Optional.of(BusError.AUTH);
        }
        return plan.nextRefusal();
    }

    private boolean hasSession(String token, String instance) {
        try {
            return sessions.find(token, URI.create(instance)).isPresent();
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    private static String text(Metadata headers, Metadata.Key<String> key) {
        String value = headers.get(key);
        return value == null ? "" : value;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
