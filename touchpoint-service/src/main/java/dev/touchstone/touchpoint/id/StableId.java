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
    private static final byte[] NOTHING = {};
    private static final MessageDigest SHA_256 = lookUp();

    private StableId() {}

    /**
     * The id of a list of texts.
     *
     * @param parts the texts, in an order that never changes; the first names the kind of thing
     */
    public static UUID of(@Nullable String... parts) {
        byte[][] bytes = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            bytes[i] = part == null ? NOTHING : part.getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + bytes[i].length;
        }
        // Hashed at once: an id is made for every session and every key, and small updates take most of the time.
        ByteBuffer text = ByteBuffer.allocate(length);
        for (int i = 0; i < parts.length; i++) {
            text.putInt(parts[i] == null ? NULL_LENGTH : bytes[i].length).put(bytes[i]);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.array()));
        long high = (hash.getLong() & VERSION_MASK) | VERSION_8;
        long low = (hash.getLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low);
    }

    /** A copy of a ready one: to look the algorithm up takes longer than to hash a short text. */
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
