package dev.touchstone.salessync.activity;

import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes an id as a ULID: 26 characters of Crockford's base 32, which sort as the ids do. Pure.
 *
 * <p>An id of version 7 begins with the milliseconds since 1970 in 48 bits, as a ULID does; of its 80 random bits six are fixed.
 */
public final class ActivityKey {
    /** Characters of a key. */
    public static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern SHAPE = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final int BITS = 5;

    private ActivityKey() {}

    /** The key of an id. */
    public static String of(UUID id) {
        BigInteger number = new BigInteger(Long.toUnsignedString(id.getMostSignificantBits()))
                .shiftLeft(Long.SIZE)
                .or(new BigInteger(Long.toUnsignedString(id.getLeastSignificantBits())));
        char[] key = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int shift = BITS * (LENGTH - 1 - i);
            key[i] = ALPHABET.charAt(number.shiftRight(shift).intValue() & 31);
        }
        return new String(key);
    }

    /** True if a text may be a key. */
    public static boolean isKey(String text) {
        return SHAPE.matcher(text).matches();
    }
}
