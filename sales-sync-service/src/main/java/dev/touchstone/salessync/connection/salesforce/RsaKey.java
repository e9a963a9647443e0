package dev.touchstone.salessync.connection.salesforce;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the key of the integration user. Pure. */
public final class RsaKey {
    private static final int MIN_BITS = 2_048;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private RsaKey() {}

    /** The key; empty unless it is an RSA key of at least 2,048 bits, PKCS #8 as PEM. */
    public static Optional<PrivateKey> parse(String text) {
        Matcher pem = PEM.matcher(text.strip());
        if (!pem.matches()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            boolean strong =
                    key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= MIN_BITS;
            return strong ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
