package dev.touchstone.testing.salesforce.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * A signed assertion.
 *
 * @param issuer consumer key of the app
 * @param subject name of the user
 * @param audience the server it is meant for
 * @param expiry when it ends
 * @param signed the part that is signed
 * @param signature the signature in base64url
 */
record JwtAssertion(String issuer, String subject, String audience, Instant expiry, String signed, String signature) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTS = 3;

    /**
     * Reads an assertion.
     *
     * @throws OAuthRefusal if it is none, is signed in another way than RS256, or lacks a claim
     */
    static JwtAssertion parse(String text) throws OAuthRefusal {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw invalid();
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            boolean whole = header.path("alg").asText().equals("RS256")
                    && claims.path("iss").isTextual()
                    && claims.path("sub").isTextual()
                    && claims.path("aud").isTextual()
                    && claims.path("exp").asLong() > 0;
            if (!whole) {
                throw invalid();
            }
            return new JwtAssertion(
                    claims.get("iss").asText(),
                    claims.get("sub").asText(),
                    claims.get("aud").asText(),
                    Instant.ofEpochSecond(claims.get("exp").asLong()),
                    parts[0] + "." + parts[1],
                    parts[2]);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw invalid();
        }
    }

    /** Compares the signature with the uploaded certificate. */
    void verify(PublicKey key) throws OAuthRefusal {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            if (check.verify(Base64.getUrlDecoder().decode(signature))) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw invalid();
        }
        throw invalid();
    }

    private static OAuthRefusal invalid() {
        return OAuthRefusal.grant("invalid assertion");
    }
}
