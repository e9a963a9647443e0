package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.person.RecordId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids of people, users and groups. A method answers the value, or adds a violation and answers nothing. */
final class IdRequests {
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final int MAX_PEOPLE = 1_000;

    private IdRequests() {}

    /** A Marketo id. */
    static void marketoId(String path, long id, FieldViolations violations) {
        if (id < 1) {
            violations.add(path, "OUT_OF_RANGE", "must be above 0 but is " + id);
        }
    }

    /** Marketo ids, 1 to 1,000. */
    static void marketoIds(List<Long> ids, FieldViolations violations) {
        if (ids.isEmpty() || ids.size() > MAX_PEOPLE) {
            violations.add(
                    "marketo_ids",
                    ids.isEmpty() ? "FIELD_REQUIRED" : "TOO_MANY",
                    "must have 1 to 1,000 ids but has " + ids.size());
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            marketoId("marketo_ids[" + i + "]", ids.get(i), violations);
        }
    }

    /** A Salesforce id, or nothing. */
    static Optional<RecordId> recordId(String path, String text, FieldViolations violations) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<RecordId> id = RecordId.parse(text);
        if (id.isEmpty()) {
            violations.add(path, "INVALID_ID", "must be a Salesforce id of 15 or 18 letters and digits");
        }
        return id;
    }

    /** The Salesforce id of a user; required. */
    static Optional<RecordId> user(String text, FieldViolations violations) {
        if (!violations.requireText("user_id", text, 18)) {
            return Optional.empty();
        }
        Optional<RecordId> id = recordId("user_id", text, violations);
        if (id.isPresent() && !id.get().isUser()) {
            violations.add("user_id", "INVALID_ID", "must be the id of a user: it begins with 005");
            return Optional.empty();
        }
        return id;
    }

    /** The id of a group that is kept by hand. */
    static Optional<UUID> groupId(String text, FieldViolations violations) {
        if (!violations.requireText("group_id", text, 36)) {
            return Optional.empty();
        }
        if (!UUID_TEXT.matcher(text).matches()) {
            violations.add("group_id", "INVALID_ID", "must be a UUID, all-people, my-contacts or unsubscribed");
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text));
    }
}
