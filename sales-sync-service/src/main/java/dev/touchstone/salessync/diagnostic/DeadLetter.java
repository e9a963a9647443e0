package dev.touchstone.salessync.diagnostic;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Something that could not be done for good, and why. Pure.
 *
 * @param kind what it is: {@code activity}, {@code person-row}, {@code export-window}; lower case and hyphens, at most 40
 *     characters
 * @param key which one of its kind, 1 to 200 characters; an id of ours, never an address or a name
 * @param cause the group, upper snake case, at most 60 characters: {@code LEAD_GONE}, {@code MARKETO_1003}
 * @param code of the remote system; empty if there is none; cut after 60 characters
 * @param sentence what is wrong and what to do; personal data is taken out of it here; cut after 500 characters
 * @param marketoId the person it is about
 * @param at when it failed, UTC
 */
public record DeadLetter(
        String kind, String key, String cause, String code, String sentence, OptionalLong marketoId, Instant at) {
    /** Longest sentence kept, in UTF-16 code units. */
    public static final int MAX_SENTENCE = 500;

    private static final int MAX_CODE = 60;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}@]{1,200}");
    private static final Pattern CAUSE = Pattern.compile("[A-Z0-9][A-Z0-9_]{0,59}");

    public DeadLetter {
        if (!KIND.matcher(kind).matches()
                || !KEY.matcher(key).matches()
                || !CAUSE.matcher(cause).matches()) {
            throw new IllegalArgumentException(
                    "a dead letter needs a kind like person-row, a key and a cause like LEAD_GONE but has " + kind
                            + ", a key of " + key.length() + " characters, " + cause);
        }
        code = cut(storable(code), MAX_CODE);
        sentence = cut(Redaction.of(storable(sentence)), MAX_SENTENCE);
    }

    private static String storable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, inPair ? length - 1 : length);
    }
}
