package dev.touchstone.testing.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Signs tokens as an organisation's identity provider does. Its key is kept in a directory, so that the side that configures
 * the service and the one that calls it, which may be loaded by different class loaders, have one.
 */
public final class TestIssuer {
    /** The claim {@code iss} of its tokens. */
    public static final String NAME = "https://issuer.test";

    /** The claim {@code aud} that a service under test is to demand. */
    public static final String AUDIENCE = "touchstone";

    private static final int KEY_BITS = 2048;
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final RsaJsonWebKey key;
    private final Path publicKeys;

    private TestIssuer(RsaJsonWebKey key, Path publicKeys) {
        this.key = key;
        this.publicKeys = publicKeys;
    }

    /** The issuer whose key is in the directory; makes one if there is none. */
    public static TestIssuer in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path secret = directory.resolve("issuer-key.json");
            if (!Files.exists(secret)) {
                RsaJsonWebKey made = RsaJwkGenerator.generateJwk(KEY_BITS);
                made.setKeyId("test");
                Files.writeString(secret, made.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            }
            RsaJsonWebKey key = new RsaJsonWebKey(JsonUtil.parseJson(Files.readString(secret)));
            Path keys = directory.resolve("issuer-keys.json");
            Files.writeString(keys, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
            return new TestIssuer(key, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file of the public keys. */
    public Path publicKeys() {
        return publicKeys;
    }

    /** A token of a caller with these roles, for ten minutes. */
    public String token(String subject, String... roles) {
        return sign(claims(subject, roles));
    }

    /** The claims of such a token, for a test to spoil. */
    public JwtClaims claims(String subject, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setExpirationTime(
                NumericDate.fromSeconds(Instant.now().plus(LIFE).getEpochSecond()));
        claims.setStringListClaim("groups", List.of(roles));
        return claims;
    }

    /** A token with these claims. */
    public String sign(JwtClaims claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
