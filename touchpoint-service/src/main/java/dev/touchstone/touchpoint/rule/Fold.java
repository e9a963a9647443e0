package dev.touchstone.touchpoint.rule;

import java.nio.charset.StandardCharsets;

/**
 * Makes texts that differ in case only equal. Each character is taken by itself, as {@link String#equalsIgnoreCase} does, so
 * that a part of a folded text is the folded part: a sigma at the end of a word is folded like any other.
 */
public final class Fold {
    private static final int ASCII = 0x80;
    private static final int TO_LOWER = 'a' - 'A';

    private Fold() {}

    /** The text, folded. */
    public static String of(String text) {
        byte[] folded = new byte[text.length()];
        boolean changed = false;
        for (int i = 0; i < folded.length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return characters(text);
            }
            boolean upper = c >= 'A' && c <= 'Z';
            folded[i] = (byte) (upper ? c + TO_LOWER : c);
            changed |= upper;
        }
        return changed ? new String(folded, StandardCharsets.ISO_8859_1) : text;
    }

    private static String characters(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
