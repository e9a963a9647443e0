package dev.touchstone.contract;

import com.google.rpc.BadRequest.FieldViolation;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a message, all of it, so that the caller need not mend one field to learn of the next.
 * Not thread-safe; one per message.
 */
public final class FieldViolations {
    private final List<FieldViolation> violations = new ArrayList<>();

    /**
     * Adds a violation.
     *
     * @param path the field in proto syntax: {@code web_events[3].page_url}
     * @param reason upper snake case: {@code FIELD_TOO_LONG}
     * @param description what was expected, with the limit, and what came instead
     */
    public void add(String path, String reason, String description) {
        violations.add(FieldViolation.newBuilder()
                .setField(path)
                .setReason(reason)
                .setDescription(description)
                .build());
    }

    /** Checks that a text is there and not longer than the limit; true if so. */
    public boolean requireText(String path, String value, int maxCharacters) {
        if (value.isEmpty()) {
            add(path, "FIELD_REQUIRED", "is required: 1 to " + maxCharacters + " characters");
            return false;
        }
        return limitText(path, value, maxCharacters);
    }

    /** Checks that a text is not longer than the limit (in UTF-16 code units); true if so. */
    public boolean limitText(String path, String value, int maxCharacters) {
        if (value.length() > maxCharacters) {
            add(path, "FIELD_TOO_LONG", "must have at most " + maxCharacters + " characters but has " + value.length());
            return false;
        }
        if (value.indexOf('\0') >= 0) {
            add(path, "INVALID_TEXT", "must not contain the character U+0000");
            return false;
        }
        return true;
    }

    /** What was found so far. */
    public List<FieldViolation> list() {
        return List.copyOf(violations);
    }

    /** True if nothing is wrong so far. */
    public boolean isEmpty() {
        return violations.isEmpty();
    }

    /**
     * Ends the parsing of a message.
     *
     * @throws RpcFailure.InvalidRequest if anything was found
     */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw new RpcFailure.InvalidRequest(violations);
        }
    }
}
