package dev.touchstone.salessync.activity;

import dev.touchstone.salessync.outbox.OutboxEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded activity. Pure.
 *
 * @param key the service's key
 * @param recorded what was recorded; the person is the one it belongs to now
 * @param acceptedAt when, UTC
 * @param ownerId Salesforce id of the person's owner then; null if the person was not known
 * @param emailNumber the number of the e-mail in its subject; null if it is about none
 * @param delivery how far it is on its way to Marketo
 */
public record Activity(
        String key,
        NewActivity recorded,
        Instant acceptedAt,
        @Nullable String ownerId,
        @Nullable Long emailNumber,
        OutboxEntry delivery) {
    /** The subject as Marketo has it: with the number that only this e-mail has. Other kinds have theirs as it is. */
    public String subject() {
        String subject = recorded.content().text(ActivityAttribute.SUBJECT);
        boolean numbered = emailNumber != null
                && switch (recorded.content().kind()) {
                    case SEND, OPEN, CLICK -> true;
                    case REPLY, BOUNCE, CALL, ADD, REMOVE -> false;
                };
        if (!numbered) {
            return subject;
        }
        String number = "(SIA-" + emailNumber + ")";
        return subject.isEmpty() ? number : subject + " " + number;
    }
}
