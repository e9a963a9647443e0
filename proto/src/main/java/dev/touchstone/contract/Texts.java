package dev.touchstone.contract;

/** Keeps texts of refusals short. */
final class Texts {
    private static final String CUT = "...";

    private Texts() {}

    /**
     * The beginning of a text, with three dots where it was cut.
     *
     * @param maxBytes how many bytes it may have at most in UTF-8
     */
    static String cut(String text, int maxBytes) {
        int bytes = 0;
        int fitting = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            bytes += utf8Bytes(codePoint);
            if (bytes > maxBytes) {
                return text.substring(0, fitting) + CUT;
            }
            i += Character.charCount(codePoint);
            if (bytes <= maxBytes - CUT.length()) {
                fitting = i;
            }
        }
        return text;
    }

    private static int utf8Bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
