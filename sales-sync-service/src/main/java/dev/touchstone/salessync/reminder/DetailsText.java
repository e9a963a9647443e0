package dev.touchstone.salessync.reminder;

/** A reminder's text as Salesforce keeps it in {@code Description}. Pure. */
final class DetailsText {
    /** Characters that {@code Description} takes. */
    static final int MAX_CHARACTERS = 32_000;

    private DetailsText() {}

    /** What is sent: line ends as one character, no blanks at the end, cut between characters to {@value #MAX_CHARACTERS}. */
    static String sendable(String details) {
        String whole = whole(details);
        if (whole.length() <= MAX_CHARACTERS) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return whole.substring(0, end).stripTrailing();
    }

    /** True if Salesforce has only the beginning of a text. */
    static boolean isCut(String details) {
        return whole(details).length() > MAX_CHARACTERS;
    }

    /**
     * What Salesforce's text says. The copy of a text that is known here stands for that text, however it was cut on the way.
     *
     * @param description as it was read
     * @param base the text that both sides agreed on
     * @param ours the text here
     */
    static String seen(String description, String base, String ours) {
        String there = sendable(description);
        if (there.equals(sendable(base))) {
            return base;
        }
        return there.equals(sendable(ours)) ? ours : there;
    }

    /** Salesforce strips blanks at the end and changes line ends; neither is an edit. */
    private static String whole(String details) {
        return details.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
    }
}
