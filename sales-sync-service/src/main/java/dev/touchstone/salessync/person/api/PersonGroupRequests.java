package dev.touchstone.salessync.person.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.person.RecordId;
import dev.touchstone.salessync.person.group.DynamicGroup;
import dev.touchstone.salessync.person.group.PersonGroups;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what is asked of a group. */
final class PersonGroupRequests {
    private static final int MAX_NAME = 255;

    private PersonGroupRequests() {}

    /** Who asks, and of which group. */
    record Asked(RecordId user, UUID group) {}

    static RecordId user(String userId) {
        FieldViolations violations = new FieldViolations();
        Optional<RecordId> user = IdRequests.user(userId, violations);
        violations.throwIfAny();
        return user.orElseThrow();
    }

    static RecordId creation(String userId, String name) {
        FieldViolations violations = new FieldViolations();
        Optional<RecordId> user = IdRequests.user(userId, violations);
        name(name, true, violations);
        violations.throwIfAny();
        return user.orElseThrow();
    }

    /**
     * A request to change a group.
     *
     * @throws dev.touchstone.contract.RpcFailure.FailedPrecondition {@code PERSON_GROUP_READ_ONLY} for one that makes itself
     */
    static Asked change(String userId, String groupId, String name) {
        FieldViolations violations = new FieldViolations();
        name(name, false, violations);
        return asked(userId, groupId, violations);
    }

    /** A request to change who is in a group. */
    static Asked members(String userId, String groupId, List<Long> marketoIds) {
        FieldViolations violations = new FieldViolations();
        IdRequests.marketoIds(marketoIds, violations);
        return asked(userId, groupId, violations);
    }

    private static Asked asked(String userId, String groupId, FieldViolations violations) {
        Optional<RecordId> user = IdRequests.user(userId, violations);
        Optional<DynamicGroup> dynamic = DynamicGroup.find(groupId);
        Optional<UUID> group = dynamic.isPresent() ? Optional.empty() : IdRequests.groupId(groupId, violations);
        violations.throwIfAny();
        if (dynamic.isPresent()) {
            throw PersonGroups.readOnly(dynamic.get());
        }
        return new Asked(user.orElseThrow(), group.orElseThrow());
    }

    private static void name(String name, boolean required, FieldViolations violations) {
        if (required && name.isBlank()) {
            violations.add("name", "FIELD_REQUIRED", "is required: 1 to " + MAX_NAME + " characters");
        } else {
            violations.limitText("name", name, MAX_NAME);
        }
    }
}
