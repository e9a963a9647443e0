package dev.touchstone.mapping.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.mapping.v1.RuleSetView;
import java.util.Optional;
import java.util.UUID;

/** Checks of fields that several requests have. */
final class FieldChecks {
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;
    private static final int MAX_ETAG = 200;

    private final FieldViolations violations;

    FieldChecks(FieldViolations violations) {
        this.violations = violations;
    }

    /** A UUID that is required. */
    Optional<UUID> id(String path, String text) {
        if (text.isEmpty()) {
            violations.add(path, "FIELD_REQUIRED", "is required: a UUID");
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException notOne) {
            // Told below, as what is almost one.
        }
        violations.add(path, "INVALID_ID", "must be a UUID");
        return Optional.empty();
    }

    /** An etag that is required. */
    void etag(String path, String etag) {
        violations.requireText(path, etag, MAX_ETAG);
    }

    /** An etag that may be left out. */
    void optionalEtag(String path, String etag) {
        violations.limitText(path, etag, MAX_ETAG);
    }

    /** Who changes something, and why. */
    void authorAndNote(String author, String note) {
        if (violations.requireText("author", author, MAX_AUTHOR) && author.isBlank()) {
            violations.add("author", "FIELD_REQUIRED", "must not be blank");
        }
        violations.limitText("note", note, MAX_NOTE);
    }

    /** A version that is required. */
    void version(String path, long version) {
        if (version <= 0) {
            violations.add(path, "OUT_OF_RANGE", "is required: from 1 upwards, but is " + version);
        }
    }

    /** True if everything is asked for. */
    boolean isFull(RuleSetView view, int number) {
        return switch (view) {
            case RULE_SET_VIEW_UNSPECIFIED, RULE_SET_VIEW_BASIC -> false;
            case RULE_SET_VIEW_FULL -> true;
            case UNRECOGNIZED -> {
                violations.add("view", "UNKNOWN_ENUM_VALUE", "must be BASIC or FULL but is " + number);
                yield false;
            }
        };
    }

    /** How many a page may have, where the default is 20 and the maximum 100. */
    static int shortPage(int pageSize) {
        return pageSize <= 0 ? 20 : Math.min(pageSize, 100);
    }
}
