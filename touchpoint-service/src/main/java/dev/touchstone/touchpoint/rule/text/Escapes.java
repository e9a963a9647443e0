package dev.touchstone.touchpoint.rule.text;

/**
 * Backslashes within quoted texts: {@code \"}, {@code \\}, {@code \n}, {@code \r}, {@code \t} and {@code \}{@code uXXXX}. Before
 * anything else a backslash stands for itself, so that regular expressions can be written as they are elsewhere.
 */
final class Escapes {
    private static final String NAMES = "\"\\nrt";
    private static final String MEANINGS = "\"\\\n\r\t";
    private static final int UNICODE_LENGTH = 6;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private Escapes() {}

    /** The character that the escape at an offset stands for. */
    static char read(String text, int at) {
        return switch (length(text, at)) {
            case 1 -> '\\';
            case 2 -> MEANINGS.charAt(NAMES.indexOf(text.charAt(at + 1)));
            default -> (char) Integer.parseInt(text, at + 2, at + UNICODE_LENGTH, 16);
        };
    }

    /** How many characters it takes. */
    static int length(String text, int at) {
        if (at + 1 < text.length() && NAMES.indexOf(text.charAt(at + 1)) >= 0) {
            return 2;
        }
        return isUnicode(text, at) ? UNICODE_LENGTH : 1;
    }

    private static boolean isUnicode(String text, int at) {
        return at + UNICODE_LENGTH <= text.length()
                && text.charAt(at + 1) == 'u'
                && text.substring(at + 2, at + UNICODE_LENGTH)
                        .chars()
                        .allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    }

    /** A text in quotes, on one line. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int name = MEANINGS.indexOf(c);
            if (name >= 0) {
                quoted.append('\\').append(NAMES.charAt(name));
            } else if (Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
                quoted.append(String.format("\\u%04X", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
