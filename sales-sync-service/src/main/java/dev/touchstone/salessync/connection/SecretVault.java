package dev.touchstone.salessync.connection;

import dev.touchstone.contract.RpcFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets with a key that lives outside the database.
 *
 * <p><b>Shape of what is stored:</b> one byte for the version of this shape (1), 12 bytes nonce, then the AES-256-GCM cipher
 * text with its tag of 16 bytes. What the secret belongs to is authenticated with it, so that a stored secret cannot be
 * moved to another row.
 */
public final class SecretVault {
    /** The setting that holds the key: 32 bytes in Base64. */
    public static final String KEY_PROPERTY = "touchstone.sales-sync.encryption-key";

    private static final int KEY_BYTES = 32;
    private static final byte SHAPE = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final @Nullable SecretKey key;
    private final SecureRandom random;

    /**
     * @param encodedKey 32 bytes in Base64; empty if none is set
     * @throws IllegalArgumentException naming the property if the key is not 32 bytes in Base64
     */
    public SecretVault(Optional<String> encodedKey, SecureRandom random) {
        this.key = encodedKey.map(SecretVault::parse).orElse(null);
        this.random = random;
    }

    /** True if there is a key. */
    public boolean isUsable() {
        return key != null;
    }

    /**
     * Refuses what would have to be encrypted.
     *
     * @throws RpcFailure.FailedPrecondition {@code ENCRYPTION_KEY_MISSING} if there is no key
     */
    public void requireUsable() {
        if (key == null) {
            throw new RpcFailure.FailedPrecondition(
                    "ENCRYPTION_KEY_MISSING",
                    "credentials cannot be stored without a key to encrypt them: set " + KEY_PROPERTY
                            + " to 32 random bytes in Base64 and start again",
                    Map.of("property", KEY_PROPERTY));
        }
    }

    /**
     * Encrypts.
     *
     * @param owner what the secret belongs to; needed to decrypt
     */
    public byte[] seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = crypt(Cipher.ENCRYPT_MODE, nonce, owner, secret.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("encryption does not check a tag"));
        byte[] sealed = new byte[1 + NONCE_BYTES + text.length];
        sealed[0] = SHAPE;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        System.arraycopy(text, 0, sealed, 1 + NONCE_BYTES, text.length);
        return sealed;
    }

    /** Decrypts; empty if there is no key, or another one than the secret was encrypted with. */
    public Optional<String> open(byte[] sealed, String owner) {
        if (key == null || sealed.length <= 1 + NONCE_BYTES || sealed[0] != SHAPE) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
        return crypt(Cipher.DECRYPT_MODE, nonce, owner, text).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, String owner, byte[] text) {
        if (key == null) {
            throw new IllegalStateException("whoever encrypts asks isUsable() first");
        }
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(text));
        } catch (AEADBadTagException otherKeyOrOwner) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    private static SecretKey parse(String encoded) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException notBase64) {
            // Without the cause: its message repeats a character of the key.
            throw new IllegalArgumentException(KEY_PROPERTY + " is not Base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    KEY_PROPERTY + " must be " + KEY_BYTES + " bytes in Base64 but has " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
