package dev.touchstone.salessync.person;

import java.util.Optional;

/**
 * A Salesforce record id in its 18-character form, the only form in which two ids may be compared. Pure.
 *
 * <p>The last three characters say which of the first fifteen letters are upper case, five letters each. So an id of 18
 * characters whose case was lost on the way is restored, and one of 15 characters, where case is part of the id, is taken
 * as it is.
 *
 * @param value 18 letters and digits
 */
public record RecordId(String value) {
    private static final int SHORT = 15;
    private static final int LONG = 18;
    private static final int CHUNK = 5;
    private static final String CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    public RecordId {
        if (value.length() != LONG) {
            throw new IllegalArgumentException("a record id has 18 characters but this has " + value.length());
        }
    }

    /** Reads an id of 15 or 18 characters; empty if it is neither or cannot be an id. */
    public static Optional<RecordId> parse(String text) {
        boolean plain = text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        if (!plain) {
            return Optional.empty();
        }
        return switch (text.length()) {
            case SHORT -> Optional.of(new RecordId(text + suffix(text)));
            case LONG -> restoreCase(text);
            default -> Optional.empty();
        };
    }

    /** True if the record is a user: prefix 005. */
    public boolean isUser() {
        return value.startsWith("005");
    }

    /** True if the record is a queue (in Salesforce a kind of group): prefix 00G. */
    public boolean isQueue() {
        return value.startsWith("00G");
    }

    private static String suffix(String id) {
        StringBuilder suffix = new StringBuilder();
        for (int start = 0; start < SHORT; start += CHUNK) {
            int bits = 0;
            for (int i = 0; i < CHUNK; i++) {
                if (isUpper(id.charAt(start + i))) {
                    bits |= 1 << i;
                }
            }
            suffix.append(CHECKS.charAt(bits));
        }
        return suffix.toString();
    }

    private static Optional<RecordId> restoreCase(String id) {
        StringBuilder restored = new StringBuilder();
        for (int i = 0; i < SHORT; i++) {
            int bits = CHECKS.indexOf(upper(id.charAt(SHORT + i / CHUNK)));
            boolean upper = bits >= 0 && (bits >> (i % CHUNK) & 1) == 1;
            restored.append(upper ? upper(id.charAt(i)) : lower(id.charAt(i)));
        }
        String check = suffix(restored.toString());
        // A set bit at a digit, or a suffix that is none, does not come back.
        return check.equalsIgnoreCase(id.substring(SHORT))
                ? Optional.of(new RecordId(restored + check))
                : Optional.empty();
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    private static char lower(char c) {
        return isUpper(c) ? (char) (c - 'A' + 'a') : c;
    }
}
