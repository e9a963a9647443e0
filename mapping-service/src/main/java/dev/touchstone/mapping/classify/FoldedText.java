package dev.touchstone.mapping.classify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A folded value of a key: as a text, which conditions compare, and as bytes of UTF-8, by eight of which at a time rows are
 * looked up. Each is made when it is first asked for, and once. For one thread.
 *
 * <p>Half of a surrogate pair is a question mark among the bytes; see {@link Anchor} for why that does no harm.
 */
final class FoldedText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    /** Added to a byte of ASCII, they set its highest bit from A on, and from behind Z on. */
    private static final long FROM_A = EACH_BYTE * (0x80 - 'A');

    private static final long BEHIND_Z = EACH_BYTE * (0x80 - 'Z' - 1);
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final int TO_LOWER_CASE = 2;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private final String written;
    private @Nullable String folded;
    private byte @Nullable [] bytes;
    /** The first bytes, at most eight, the first one lowest. */
    private long head;

    /**
     * A text to be folded.
     *
     * @param written in any case
     */
    FoldedText(String written) {
        this.written = written;
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** The folded text. */
    String text() {
        @Nullable String known = folded;
        if (known == null) {
            known = CaseFold.fold(written);
            folded = known;
        }
        return known;
    }

    /** Number of bytes. */
    int size() {
        return bytes().length;
    }

    /**
     * Eight bytes in a row, the last one highest; as many zeros stand before the first byte of the text as are needed.
     *
     * @param end behind the last byte, from 1 to {@link #size()}
     */
    long wordBefore(int end) {
        byte[] all = bytes();
        return end >= Long.BYTES ? word(all, end - Long.BYTES) : head << ((Long.BYTES - end) * Byte.SIZE);
    }

    /** A hash of all bytes; equal texts have equal ones. */
    long hash() {
        byte[] all = bytes();
        long hash = all.length;
        for (int end = all.length; end > 0; end -= Long.BYTES) {
            hash = (hash ^ wordBefore(end)) * HASH_FACTOR;
            hash ^= hash >>> Integer.SIZE;
        }
        return hash;
    }

    private byte[] bytes() {
        byte @Nullable [] known = bytes;
        if (known == null) {
            known = fold();
            bytes = known;
            head = head(known);
        }
        return known;
    }

    private byte[] fold() {
        byte[] ascii = written.getBytes(StandardCharsets.UTF_8);
        if (ascii.length != written.length()) {
            return text().getBytes(StandardCharsets.UTF_8);
        }
        int last = ascii.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            WORDS.set(ascii, i, toLowerCase(word(ascii, i)));
        }
        if (last >= 0) {
            WORDS.set(ascii, last, toLowerCase(word(ascii, last)));
        } else {
            for (int i = 0; i < ascii.length; i++) {
                ascii[i] = (byte) toLowerCase(ascii[i]);
            }
        }
        return ascii;
    }

    private static long toLowerCase(long ascii) {
        long capitals = (ascii + FROM_A) & ~(ascii + BEHIND_Z) & HIGHEST_BITS;
        return ascii | capitals >>> TO_LOWER_CASE;
    }

    private static long head(byte[] bytes) {
        if (bytes.length >= Long.BYTES) {
            return word(bytes, 0);
        }
        long head = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            head = head << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return head;
    }

    private static long word(byte[] bytes, int start) {
        return (long) WORDS.get(bytes, start);
    }
}
