package dev.touchstone.salessync.salesforce.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials.JwtBearer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A signed statement of who we are (RFC 7523, RS256), good for two minutes. Salesforce takes none that is good for more than three. */
final class JwtAssertion {
    /** Leaves a minute for clocks that differ. */
    static final Duration LIFE = Duration.ofMinutes(2);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");

    private JwtAssertion() {}

    static String of(JwtBearer credentials, Instant now) {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", credentials.app().clientId());
        claims.put("sub", credentials.username());
        claims.put("aud", credentials.audience().toString());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        String signed = HEADER + "." + encode(claims.toString());
        return signed + "." + BASE64.encodeToString(sign(credentials, signed));
    }

    private static byte[] sign(JwtBearer credentials, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(credentials.key());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the RSA key of the connection cannot sign", unusable);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
