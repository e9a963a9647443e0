package dev.touchstone.testing.salesforce.auth;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads what is uploaded to check signatures. */
public final class Pem {
    private Pem() {}

    /**
     * The RSA key of a certificate, or a public key alone, in PEM.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static PublicKey publicKey(String pem) {
        try {
            if (pem.contains("BEGIN CERTIFICATE")) {
                byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes))
                        .getPublicKey();
            }
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException("neither a certificate nor a public key in PEM", wrong);
        }
    }
}
