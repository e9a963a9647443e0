package dev.touchstone.testing.access;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Tries to get into every RPC of a service without the right to. */
public final class AccessProbe {
    /** Long enough for a refusal on a busy machine; what is refused is refused at once. */
    private static final Duration REFUSAL_WITHIN = Duration.ofSeconds(30);
    /** How long a stream without an end is listened to. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Channel channel;
    private final TestIssuer issuer;
    private final Map<String, Set<String>> rolesByRpc;

    /** @param rolesByRpc of each RPC the roles that may call it */
    public AccessProbe(Channel channel, TestIssuer issuer, Map<String, Set<String>> rolesByRpc) {
        this.channel = channel;
        this.issuer = issuer;
        this.rolesByRpc = rolesByRpc;
    }

    /** Calls every RPC without a token and with ones that prove nothing. Gives the calls that were not UNAUTHENTICATED. */
    public List<String> callsWithoutProof() {
        AnyCall call = new AnyCall(channel, REFUSAL_WITHIN);
        List<String> wrong = new ArrayList<>();
        for (String rpc : rolesByRpc.keySet()) {
            headers()
                    .forEach((what, header) ->
                            expect(Code.UNAUTHENTICATED, call.make(rpc, header), rpc + " with " + what, wrong));
        }
        return wrong;
    }

    /** Calls every RPC in each role that may not. Gives the calls that were not PERMISSION_DENIED. */
    public List<String> callsInWrongRoles(Set<String> allRoles) {
        AnyCall call = new AnyCall(channel, REFUSAL_WITHIN);
        List<String> wrong = new ArrayList<>();
        rolesByRpc.forEach((rpc, allowed) -> {
            for (String role : allRoles) {
                if (!allowed.contains(role)) {
                    Status status = call.make(rpc, bearer(issuer.token("somebody", role)));
                    expect(Code.PERMISSION_DENIED, status, rpc + " as " + role, wrong);
                }
            }
            Status status = call.make(rpc, bearer(issuer.token("somebody", "sales-department")));
            expect(Code.PERMISSION_DENIED, status, rpc + " as nobody of ours", wrong);
        });
        return wrong;
    }

    /** Calls every RPC in each role that may. Gives the calls that were refused for want of a token or a role. */
    public List<String> callsRefusedInRightRoles() {
        AnyCall call = new AnyCall(channel, ANSWER_WITHIN);
        List<String> wrong = new ArrayList<>();
        rolesByRpc.forEach((rpc, allowed) -> {
            for (String role : allowed) {
                Status status = call.make(rpc, bearer(issuer.token("somebody", role)));
                if (status.getCode() == Code.UNAUTHENTICATED || status.getCode() == Code.PERMISSION_DENIED) {
                    wrong.add(rpc + " as " + role + ": " + status);
                }
            }
        });
        return wrong;
    }

    private static void expect(Code expected, Status status, String what, List<String> wrong) {
        if (status.getCode() != expected) {
            wrong.add(what + ": " + status + " and not " + expected);
        }
    }

    private static Optional<String> bearer(String token) {
        return Optional.of("Bearer " + token);
    }

    private Map<String, Optional<String>> headers() {
        String right = issuer.token("somebody", "admin");
        Map<String, Optional<String>> headers = new LinkedHashMap<>();
        headers.put("no token", Optional.empty());
        headers.put("another scheme", Optional.of("Basic " + right));
        headers.put("no JSON Web Token", bearer("open sesame"));
        headers.put("a token without a signature", bearer(unsigned(right)));
        headers.put("a token whose end was changed", bearer(spoiled(right)));
        headers.put("a token that has expired", bearer(expired()));
        headers.put("a token for another audience", bearer(changed("aud", "somebody-else")));
        headers.put("a token of another issuer", bearer(changed("iss", "https://issuer.example")));
        return headers;
    }

    private String expired() {
        JwtClaims claims = issuer.claims("somebody", "admin");
        NumericDate past = NumericDate.now();
        past.addSeconds(-Duration.ofHours(1).toSeconds());
        claims.setExpirationTime(past);
        return issuer.sign(claims);
    }

    private String changed(String claim, String value) {
        JwtClaims claims = issuer.claims("somebody", "admin");
        claims.setClaim(claim, value);
        return issuer.sign(claims);
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    /** Ten characters before the end: the last ones of base64 may be padding. */
    private static String spoiled(String token) {
        int at = token.length() - 10;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
