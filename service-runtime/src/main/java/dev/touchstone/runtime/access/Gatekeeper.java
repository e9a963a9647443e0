package dev.touchstone.runtime.access;

import io.grpc.Status;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/** Decides whether a call is let in. Without an issuer everybody is, and the service begins on a loopback address alone. */
@ApplicationScoped
class Gatekeeper {
    private static final String BEARER = "Bearer ";
    /** A process that only migrates has ended before: it takes no calls. */
    private static final int AFTER_MIGRATION = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final AccessTable table = AccessTable.load();
    private final String host;
    private final @Nullable TokenCheck tokens;
    private final @Nullable SigningKeys keys;

    Gatekeeper(AccessConfig config, Clock clock, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.host = host;
        Optional<String> issuer = config.issuer().filter(text -> !text.isBlank());
        this.tokens = issuer.isPresent() ? new TokenCheck(config, clock) : null;
        this.keys = issuer.map(name -> new SigningKeys(name, config.keys().orElse(""), config.keysInterval()))
                .orElse(null);
    }

    /** Before the service begins: nobody must be let in by mistake, not for a moment. */
    void begin(@Observes @Priority(AFTER_MIGRATION) StartupEvent event) {
        if (keys != null) {
            keys.start();
        } else if (!isLoopback(host)) {
            throw new IllegalStateException(
                    "Nobody would be kept out: set TOUCHSTONE_ACCESS_ISSUER and TOUCHSTONE_ACCESS_AUDIENCE, so that callers"
                            + " need a token, or QUARKUS_HTTP_HOST=127.0.0.1, so that only this machine can call. The service was to"
                            + " listen on " + host);
        }
    }

    void end(@Observes ShutdownEvent event) {
        if (keys != null) {
            keys.stop();
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** One sentence on why no call can be let in now; empty if calls can be. */
    String trouble() {
        return keys == null || !keys.known().isEmpty() ? "" : keys.trouble();
    }

    /**
     * What becomes of a call.
     *
     * @param refusal what it is answered with; {@code null} if it is let in
     * @param caller who calls; {@code null} if nobody knows
     */
    record Decision(@Nullable Status refusal, @Nullable Caller caller, Optional<AccessRule> rule) {}

    /** @param authorization the header of that name; {@code null} if there is none */
    Decision decide(String rpc, @Nullable String authorization) {
        Optional<AccessRule> rule = table.find(rpc);
        if (tokens == null || keys == null) {
            return new Decision(null, Caller.LOCAL, rule);
        }
        try {
            Caller caller = caller(tokens, keys.known(), authorization);
            return new Decision(refusal(rpc, rule, caller), caller, rule);
        } catch (TokenRefused e) {
            return new Decision(Status.UNAUTHENTICATED.withDescription(e.getMessage()), null, rule);
        } catch (KeysMissing e) {
            return new Decision(
                    Status.UNAVAILABLE.withDescription("tokens cannot be checked yet; try again"), null, rule);
        }
    }

    private static Caller caller(TokenCheck tokens, List<JsonWebKey> keys, @Nullable String authorization)
            throws TokenRefused, KeysMissing {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new TokenRefused("send a token: the header authorization, with Bearer and the token");
        }
        if (keys.isEmpty()) {
            throw new KeysMissing();
        }
        return tokens.caller(authorization.substring(BEARER.length()).trim(), keys);
    }

    private static @Nullable Status refusal(String rpc, Optional<AccessRule> rule, Caller caller) {
        if (rule.isEmpty()) {
            return Status.PERMISSION_DENIED.withDescription("nobody may call " + rpc);
        }
        Role needed = rule.get().role();
        return caller.may(needed)
                ? null
                : Status.PERMISSION_DENIED.withDescription(rpc + " needs the role " + needed.written() + "; "
                        + caller.subject() + " has "
                        + (caller.roles().isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        caller.roles().stream()
                                                .map(Role::written)
                                                .toList())));
    }

    /** The issuer's keys were not fetched yet. */
    private static final class KeysMissing extends Exception {
        private static final long serialVersionUID = 1L;

        KeysMissing() {
            super(null, null, false, false);
        }
    }
}
