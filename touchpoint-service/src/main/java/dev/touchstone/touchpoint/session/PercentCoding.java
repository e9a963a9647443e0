package dev.touchstone.touchpoint.session;

import java.nio.charset.StandardCharsets;

/**
 * Reads percent-encoded text leniently: a percent sign that starts no byte stands for itself, bytes that are no UTF-8 become
 * the replacement character, and nothing is decoded twice.
 */
public final class PercentCoding {
    private PercentCoding() {}

    /** Decodes percent signs alone: a plus sign is part of many e-mail addresses, and mail tools put them into links as they are. */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decode(text, false);
    }

    /** Decodes a value as forms write it: a plus sign is a blank. NUL is dropped, because no store takes it. */
    public static String decodeFormValue(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decode(text, true);
    }

    private static String decode(String text, boolean formValue) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int value = formValue && in[i] == '+' ? ' ' : in[i];
            if (in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
                value = hex(in[i + 1]) * 16 + hex(in[i + 2]);
                i += 2;
            }
            if (value != 0 || !formValue) {
                out[length++] = (byte) value;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte character) {
        return Character.digit(character, 16);
    }
}
