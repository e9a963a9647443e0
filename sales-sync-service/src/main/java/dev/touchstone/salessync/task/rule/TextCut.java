package dev.touchstone.salessync.task.rule;

/** Cuts texts to what a field of Salesforce takes. Pure. */
final class TextCut {
    private TextCut() {}

    /** The beginning of a text, at most so many UTF-16 code units, without half of a surrogate pair. */
    static String to(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = length > 0
                && Character.isHighSurrogate(text.charAt(length - 1))
                && Character.isLowSurrogate(text.charAt(length));
        return text.substring(0, splitsPair ? length - 1 : length);
    }
}
