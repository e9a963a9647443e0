package dev.touchstone.mapping.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a channel or subchannel may be called. It is shown in pages and CRMs, written in sheets, and joined as
 * {@code Channel.Subchannel}.
 */
public final class ChannelName {
    /** Longest name, in UTF-16 code units. */
    public static final int MAX_CHARACTERS = 80;

    private static final String FORBIDDEN_SHOWN = "$ % # & * @ < > \" ' \\ ; [ ] .";
    private static final Pattern FORBIDDEN = Pattern.compile("[$%#&*@<>\"'\\\\;\\[\\].]");
    /** What a formula begins with in a spreadsheet, but for the characters that are in no name. */
    private static final String SIGNS = "=+-";

    /** Control characters, line breaks, and those that change the direction of the text around them. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private ChannelName() {}

    /** What is wrong with a name, in a sentence that follows it; empty if nothing is. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("is required: 1 to " + MAX_CHARACTERS + " characters");
        }
        if (name.length() > MAX_CHARACTERS) {
            return Optional.of("must have at most " + MAX_CHARACTERS + " characters but has " + name.length());
        }
        if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
            return Optional.of("must not begin or end with a blank");
        }
        if (INVISIBLE.matcher(name).find()) {
            return Optional.of("must not contain control characters");
        }
        return FORBIDDEN.matcher(name).find()
                ? Optional.of("must not contain any of " + FORBIDDEN_SHOWN)
                : Optional.empty();
    }

    /**
     * The same for a name that is given now. One that was given before may begin with a sign: it is in rules and sheets, and stays
     * valid.
     */
    public static Optional<String> problemOfNew(String name) {
        Optional<String> problem = problem(name);
        return problem.isEmpty() && SIGNS.indexOf(name.charAt(0)) >= 0
                ? Optional.of("must not begin with = + or -: a spreadsheet would take it for a formula")
                : problem;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
