package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.optout.RequestKey;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A reminder that a seller asks for.
 *
 * @param requestId the client's id of the request
 * @param marketoId the person it is about; empty for none
 */
public record NewReminder(UUID requestId, String name, ReminderFields fields, OptionalLong marketoId) {
    /** By what the request is known when it is repeated. */
    RequestKey key() {
        return RequestKey.of(
                requestId,
                name,
                fields.status().name(),
                fields.priority().name(),
                fields.text(ReminderField.DUE_DATE),
                fields.details(),
                fields.assignee(),
                marketoId.toString());
    }
}
