package dev.touchstone.testing.emulator;

import java.util.Optional;
import java.util.OptionalLong;

/** Salesforce ids made from a number, in their form of 18 characters, and back. */
public final class SalesforceIds {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final String INSTANCE = "5g";
    private static final int CASE_SENSITIVE = 15;
    private static final int FULL = 18;
    private static final int CHUNK = 5;

    private SalesforceIds() {}

    /** The id of a record, {@code prefix} being the three characters of its type. */
    public static String of(String prefix, long number) {
        StringBuilder id = new StringBuilder(FULL).append(prefix).append(INSTANCE);
        char[] digits = new char[CASE_SENSITIVE - id.length()];
        long rest = number;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return appendSuffix(id.append(digits)).toString();
    }

    /** The number from which an id was made; empty if it was not made here. */
    public static OptionalLong number(String prefix, String id) {
        String start = prefix + INSTANCE;
        if (id.length() != FULL || !id.startsWith(start)) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (char digit : id.substring(start.length(), CASE_SENSITIVE).toCharArray()) {
            int value = DIGITS.indexOf(digit);
            if (value < 0) {
                return OptionalLong.empty();
            }
            number = number * DIGITS.length() + value;
        }
        return of(prefix, number).equals(id) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The form of 18 characters, in the right case, of an id in either form; empty if the text is no id. */
    public static Optional<String> normalize(String text) {
        if ((text.length() != CASE_SENSITIVE && text.length() != FULL)
                || !text.chars().allMatch(letter -> DIGITS.indexOf(letter) >= 0)) {
            return Optional.empty();
        }
        String core = text.length() == FULL ? restoreCase(text) : text;
        String full = appendSuffix(new StringBuilder(core)).toString();
        return text.length() == FULL && !full.equalsIgnoreCase(text) ? Optional.empty() : Optional.of(full);
    }

    /** The first 15 characters in the case that the last three tell. */
    private static String restoreCase(String text) {
        StringBuilder core = new StringBuilder(CASE_SENSITIVE);
        for (int i = 0; i < CASE_SENSITIVE; i++) {
            int capitals = SUFFIX.indexOf(Character.toUpperCase(text.charAt(CASE_SENSITIVE + i / CHUNK)));
            boolean capital = capitals >= 0 && ((capitals >> (i % CHUNK)) & 1) == 1;
            core.append(capital ? Character.toUpperCase(text.charAt(i)) : Character.toLowerCase(text.charAt(i)));
        }
        return core.toString();
    }

    /** Each of the last three characters tells which of five before are capitals. */
    private static StringBuilder appendSuffix(StringBuilder id) {
        for (int chunk = 0; chunk < CASE_SENSITIVE; chunk += CHUNK) {
            int capitals = 0;
            for (int i = 0; i < CHUNK; i++) {
                char letter = id.charAt(chunk + i);
                if (letter >= 'A' && letter <= 'Z') {
                    capitals |= 1 << i;
                }
            }
            id.append(SUFFIX.charAt(capitals));
        }
        return id;
    }
}
