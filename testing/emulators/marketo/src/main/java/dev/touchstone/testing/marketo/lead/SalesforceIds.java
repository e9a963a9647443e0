package dev.touchstone.testing.marketo.lead;

import java.util.OptionalLong;

/** Salesforce ids made from a number, in their form of 18 characters, and back. */
final class SalesforceIds {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final String INSTANCE = "5g";
    private static final int CASE_SENSITIVE = 15;
    private static final int FULL = 18;
    private static final int CHUNK = 5;

    private SalesforceIds() {}

    /** The id of a record, {@code prefix} being the three characters of its type. */
    static String of(String prefix, long number) {
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
    static OptionalLong number(String prefix, String id) {
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
