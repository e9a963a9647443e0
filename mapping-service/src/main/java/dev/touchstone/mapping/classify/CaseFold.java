package dev.touchstone.mapping.classify;

import java.util.Locale;

/**
 * Makes two texts that differ in case only equal, in every locale and at every position.
 *
 * <p><b>Why not {@link String#toLowerCase(Locale)}:</b> it looks at the neighbours of a letter (a Greek sigma at the end
 * of a word has a form of its own), so a part of a folded text would not always be the folded part of the text, and
 * {@code *ΔΟΣ*} would miss {@code ΟΔΟΣΑ}. Character by character, as {@link String#equalsIgnoreCase} does it, it is.
 */
public final class CaseFold {
    private CaseFold() {}

    /** The text with every character in the form that stands for all its cases; lower case for all but rare letters. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return foldAny(text);
            }
            if (c >= 'A' && c <= 'Z') {
                return isAscii(text, i) ? text.toLowerCase(Locale.ROOT) : foldAny(text);
            }
        }
        return text;
    }

    /** True if folding changes nothing. */
    public static boolean isLowerCase(String text) {
        return fold(text).equals(text);
    }

    private static boolean isAscii(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String foldAny(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
