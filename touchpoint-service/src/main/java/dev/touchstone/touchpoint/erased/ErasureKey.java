package dev.touchstone.touchpoint.erased;

import dev.touchstone.contract.RpcFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of the hashes that stay of erased people. It is not in the database: whoever has the hashes alone cannot try addresses
 * on them. The same key for ever and for all replicas; with another one nobody who was erased is known again.
 */
public final class ErasureKey {
    /** The setting that holds the key: 32 bytes in Base64. */
    public static final String PROPERTY = "touchpoint.privacy.erasure-key";

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String CHECKED_TEXT = "erasure key";

    private final @Nullable SecretKey key;

    /**
     * @param encoded 32 bytes in Base64; empty if none is set
     * @throws IllegalArgumentException naming the property if the key is not 32 bytes in Base64
     */
    public ErasureKey(Optional<String> encoded) {
        this.key = encoded.map(ErasureKey::parse).orElse(null);
    }

    /**
     * Refuses what would have to be hashed.
     *
     * @throws RpcFailure.FailedPrecondition {@code ERASURE_KEY_MISSING} if there is no key
     */
    public void require() {
        if (key == null) {
            throw new RpcFailure.FailedPrecondition(
                    "ERASURE_KEY_MISSING",
                    "nobody can be erased without a key for the hashes that stay: set " + PROPERTY
                            + " to 32 random bytes in Base64 and start again",
                    Map.of("property", PROPERTY));
        }
    }

    /** The hash of an id, 64 hexadecimal digits. */
    String hash(PersonalId id) {
        return hash(id.kind() + ":" + id.value());
    }

    /** Tells whether two keys are the same, 64 hexadecimal digits; empty without a key. */
    String check() {
        return key == null ? "" : hash(CHECKED_TEXT);
    }

    private String hash(String text) {
        if (key == null) {
            throw new IllegalStateException("whoever hashes asks for the key first");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static SecretKey parse(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException notBase64) {
            // Without the cause: its message repeats a character of the key.
            throw new IllegalArgumentException(PROPERTY + " is not Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    PROPERTY + " must be " + KEY_BYTES + " bytes in Base64 but has " + bytes.length);
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }
}
