package dev.touchstone.touchpoint.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A 128-bit id computed from a list of texts: equal texts give equal ids on every machine and in every version.
 *
 * <p><b>Shape:</b> the first 128 bits of SHA-256 over the texts, each preceded by its length, marked as UUID version 8
 * (RFC 9562). Texts that differ in a null, an empty text or in where one ends and the next begins give different ids.
 */
public final class StableId {
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int NULL_LENGTH = -1;

    private StableId() {}

    /**
     * The id of a list of texts.
     *
     * @param parts the texts, in an order that never changes; the first names the kind of thing
     */
    public static UUID of(@Nullable String... parts) {
        MessageDigest digest = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    length.putInt(0, part == null ? NULL_LENGTH : bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & VERSION_MASK) | VERSION_8;
        long low = (hash.getLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
