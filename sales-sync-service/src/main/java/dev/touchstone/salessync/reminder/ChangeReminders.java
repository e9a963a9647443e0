package dev.touchstone.salessync.reminder;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.optout.RequestKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What sellers do with their reminders; when a call returns, it is stored and on its way to Salesforce. */
@ApplicationScoped
public class ChangeReminders {
    private final SqlReminderStore reminders;
    private final SqlReminderSellers sellers;
    private final SqlReminderConflicts conflicts;
    private final SqlReminderMappings mappings;
    private final IdSource ids;
    private final Clock clock;

    ChangeReminders(
            SqlReminderStore reminders,
            SqlReminderSellers sellers,
            SqlReminderConflicts conflicts,
            SqlReminderMappings mappings,
            IdSource ids,
            Clock clock) {
        this.reminders = reminders;
        this.sellers = sellers;
        this.conflicts = conflicts;
        this.mappings = mappings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes a reminder; the same request again gives the one that it made.
     *
     * @throws RpcFailure.AlreadyExists {@code KEY_REUSED} if the request id was used for another request
     */
    @Transactional
    public Reminder create(NewReminder wanted) {
        return once(wanted.key()).orElseGet(() -> make(wanted));
    }

    /**
     * Makes a reminder anew from one that is deleted.
     *
     * @throws RpcFailure.NotFound {@code TASK_NOT_FOUND} if there is none, or it is not deleted, or was 30 days ago
     * @throws RpcFailure.AlreadyExists {@code KEY_REUSED} if the request id was used for another request
     */
    @Transactional
    public Reminder restore(UUID requestId, UUID id) {
        RequestKey key = RequestKey.of(requestId, "restore", id.toString());
        return once(key).orElseGet(() -> {
            Reminder deleted = reminders
                    .lock(id)
                    .filter(reminder -> reminder.deletedAt().isPresent())
                    .orElseThrow(() -> notFound(id));
            return make(new NewReminder(requestId, deleted.name(), deleted.fields(), deleted.marketoId()), key);
        });
    }

    /**
     * Changes a reminder.
     *
     * @throws RpcFailure.NotFound {@code TASK_NOT_FOUND}
     * @throws RpcFailure.Conflict {@code STALE_VERSION} if it was changed since
     * @throws RpcFailure.FailedPrecondition {@code TASK_READ_ONLY}; {@code SELLER_NOT_CONNECTED} if its new seller has no connection
     */
    @Transactional
    public Reminder update(ReminderChange change) {
        Reminder before = current(change.id(), change.version());
        return edit(before, change.name().orElse(before.name()), change.applyTo(before.fields()));
    }

    /** Deletes a reminder; it can be restored for 30 days. Errors as for {@link #update}. */
    @Transactional
    public Reminder delete(UUID id, long version) {
        Reminder deleted = ReminderEdits.delete(writable(current(id, version)), clock.instant());
        return store(deleted);
    }

    /**
     * Settles a conflict, with or without taking the value that was lost.
     *
     * @throws RpcFailure.NotFound {@code CONFLICT_NOT_FOUND} if there is none, or it is settled; {@code TASK_NOT_FOUND} if the reminder is
     *     deleted
     */
    @Transactional
    public Reminder resolve(UUID conflictId, boolean useOther) {
        ReminderConflict conflict = conflicts.find(conflictId).orElseThrow(() -> noConflict(conflictId));
        Reminder before = present(conflict.reminderId());
        if (!conflicts.resolve(conflictId, useOther, clock.instant())) {
            throw noConflict(conflictId);
        }
        LostValue value = conflict.value();
        return useOther ? edit(before, before.name(), before.fields().with(value.field(), value.lost())) : before;
    }

    private Optional<Reminder> once(RequestKey key) {
        return reminders.madeBy(key.requestId()).map(made -> {
            if (!Arrays.equals(made.digest(), key.digest())) {
                String id = key.requestId().toString();
                throw new RpcFailure.AlreadyExists(
                        "KEY_REUSED", "the request id " + id + " was used for another request", Map.of("key", id));
            }
            return made.reminder();
        });
    }

    private Reminder make(NewReminder wanted) {
        return make(wanted, wanted.key());
    }

    private Reminder make(NewReminder wanted, RequestKey key) {
        LinkState state = isFollowed(wanted.fields().assignee()) ? LinkState.UNSENT : LinkState.LOCAL;
        String who = mappings.whoOf(wanted.marketoId());
        Reminder made = Reminder.made(ids.next(), wanted.name(), wanted.fields(), wanted.marketoId(), state, who);
        Instant now = clock.instant();
        reminders.insert(made, SendTimes.after(made, now, Duration.ZERO), now);
        reminders.asked(made.id(), key);
        return made;
    }

    private Reminder edit(Reminder before, String name, ReminderFields fields) {
        writable(before);
        requireSeller(before, fields.assignee());
        return store(ReminderEdits.edit(before, name, fields, clock.instant()));
    }

    private Reminder store(Reminder reminder) {
        reminders.replace(reminder, SendTimes.after(reminder, clock.instant(), Duration.ZERO));
        return reminder;
    }

    private Reminder current(UUID id, long version) {
        Reminder reminder = present(id);
        if (reminder.version() != version) {
            String now = Long.toString(reminder.version());
            throw new RpcFailure.Conflict(
                    "STALE_VERSION", "the task was changed and is version " + now + " now", Map.of("version", now));
        }
        return reminder;
    }

    private Reminder present(UUID id) {
        return reminders
                .lock(id)
                .filter(reminder -> reminder.deletedAt().isEmpty())
                .orElseThrow(() -> notFound(id));
    }

    private static Reminder writable(Reminder reminder) {
        if (reminder.link().readOnly()) {
            throw new RpcFailure.FailedPrecondition(
                    "TASK_READ_ONLY",
                    "the task recurs or is archived in Salesforce and can be changed only there",
                    Map.of("taskId", reminder.link().taskId().orElse("")));
        }
        return reminder;
    }

    /** A task of Salesforce can only be given to somebody who is a user there. */
    private void requireSeller(Reminder before, String seller) {
        boolean same = seller.equals(before.fields().assignee());
        if (!same
                && before.link().state() != LinkState.LOCAL
                && mappings.sellers().userOf(seller).isEmpty()) {
            throw new RpcFailure.FailedPrecondition(
                    "SELLER_NOT_CONNECTED", "the seller has no connection to Salesforce", Map.of("seller", seller));
        }
    }

    private boolean isFollowed(String seller) {
        return sellers.find(seller)
                .filter(SqlReminderSellers.ReminderSeller::active)
                .isPresent();
    }

    private static RpcFailure.NotFound notFound(UUID id) {
        return new RpcFailure.NotFound(
                "TASK_NOT_FOUND", "there is no such task with the id " + id, Map.of("id", id.toString()));
    }

    private static RpcFailure.NotFound noConflict(UUID id) {
        return new RpcFailure.NotFound(
                "CONFLICT_NOT_FOUND", "there is no open conflict with the id " + id, Map.of("id", id.toString()));
    }
}
