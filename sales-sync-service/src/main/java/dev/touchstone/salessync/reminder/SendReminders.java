package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.error.RowError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.write.CollectionsApi;
import dev.touchstone.salessync.salesforce.write.RecordWrite;
import dev.touchstone.salessync.salesforce.write.RowResult;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sends what changed here, as the seller whose reminder it is: tasks are read first, so that only what is left after merging is written,
 * and read again a little later. A crash at any point leaves reminders that are read and sent again.
 */
@ApplicationScoped
public class SendReminders {
    private static final Set<String> GONE_CODES =
            Set.of("ENTITY_IS_DELETED", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY");

    /** Why a task is not read. */
    private static final String UNSEEN = "NOT_FOUND: the seller does not see the task";
    /** Why a change is not sent. */
    private static final String UNTOLD = "SELLER_NOT_CONNECTED: the new seller has no connection to Salesforce";

    private final ConnectedSalesforce salesforce;
    private final ReminderJournal journal;
    private final ReadTasks read;
    private final Clock clock;

    SendReminders(ConnectedSalesforce salesforce, ReminderJournal journal, ReadTasks read, Clock clock) {
        this.salesforce = salesforce;
        this.journal = journal;
        this.read = read;
        this.clock = clock;
    }

    /** Sends what is due, of all sellers whose connections can be used. */
    public void send() {
        for (String seller : journal.dueSellers()) {
            salesforce.seller(seller).ifPresent(open -> send(seller, open));
        }
    }

    /** Forgets what was deleted on both sides long ago. */
    public void tidy() {
        journal.forget();
    }

    private void send(String seller, ConnectedSalesforce.OpenSeller open) {
        ReminderJournal.Claim claim = journal.claim(seller, CollectionsApi.MAX_ROWS);
        if (claim.reminders().isEmpty()) {
            return;
        }
        try {
            send(claim.reminders(), open.org());
        } catch (SalesforceFailure failure) {
            salesforce.broken(open, failure.error());
            journal.postpone(claim.ids());
            Log.warnf("reminders of a seller are not sent: %s", failure.error().sentence());
        } finally {
            journal.release(claim);
        }
    }

    private void send(List<Reminder> claimed, SalesforceOrg org) {
        Set<UUID> left = new HashSet<>();
        claimed.forEach(reminder -> left.add(reminder.id()));
        TaskWrite write = journal.write();
        List<Reminder> made = claimed.stream()
                .filter(reminder -> reminder.link().taskId().isPresent())
                .toList();
        List<Reminder> notMade = claimed.stream()
                .filter(reminder -> reminder.link().taskId().isEmpty())
                .toList();
        if (!notMade.isEmpty()) {
            make(notMade, org, write, left);
        }
        if (!made.isEmpty()) {
            change(made, org, write, left);
        }
        journal.postpone(left);
    }

    /** Tasks that are there although nobody has told so are found by their keys, and then are as any other in the next pass. */
    private void make(List<Reminder> reminders, SalesforceOrg org, TaskWrite write, Set<UUID> left) {
        List<String> keys =
                reminders.stream().map(reminder -> reminder.id().toString()).toList();
        ReadTasks.Reading reading = read.read(org, TaskWrite.KEY, keys);
        List<UUID> unsent = new ArrayList<>();
        for (Reminder reminder : reminders) {
            boolean found = reading.taken().containsKey(reminder.id());
            boolean deleted = reading.deletedKeys().contains(reminder.id().toString());
            if (!found && (deleted || reminder.link().state() == LinkState.DELETING)) {
                journal.gone(reminder.id(), reading.notEarlierThan(clock.instant()));
                left.remove(reminder.id());
            } else if (!found) {
                unsent.add(reminder.id());
            }
        }
        List<Reminder> attempted = unsent.isEmpty() ? List.of() : journal.attempt(unsent, write);
        if (attempted.isEmpty()) {
            return;
        }
        List<RecordWrite> rows = attempted.stream()
                .map(reminder -> RecordWrite.of(TaskWrite.OBJECT, write.whole(reminder)))
                .toList();
        List<RowResult> results =
                org.collections(SalesforceLane.REMINDER).upsert(TaskWrite.OBJECT, TaskWrite.KEY, rows);
        settle(attempted, results, write, reading, left);
    }

    private void change(List<Reminder> reminders, SalesforceOrg org, TaskWrite write, Set<UUID> left) {
        Map<UUID, String> tasks = new HashMap<>();
        reminders.forEach(reminder -> reminder.link().taskId().ifPresent(taskId -> tasks.put(reminder.id(), taskId)));
        ReadTasks.Reading reading = read.read(org, TaskFields.ID, List.copyOf(tasks.values()));
        List<Reminder> deleting = reminders.stream()
                .filter(reminder -> reminder.link().state() == LinkState.DELETING)
                .toList();
        List<Reminder> changed = new ArrayList<>();
        for (Reminder reminder : reading.taken().values()) {
            if (reminder.link().state() == LinkState.LINKED) {
                journal.taken(reminder.id());
            } else if (reminder.link().state() == LinkState.CHANGED
                    && write.changes(reminder).isEmpty()) {
                giveUpForNow(reminder.id(), UNTOLD, left);
            } else if (reminder.link().state() == LinkState.CHANGED) {
                changed.add(reminder);
            }
        }
        reminders.stream()
                .filter(reminder -> reminder.link().state() != LinkState.DELETING)
                .filter(reminder -> !reading.found().contains(tasks.get(reminder.id())))
                .forEach(reminder -> giveUpForNow(reminder.id(), UNSEEN, left));
        update(changed, org, write, reading, left);
        delete(deleting, org, reading, left);
    }

    /** It is tried again later and later. */
    private void giveUpForNow(UUID id, String problem, Set<UUID> left) {
        journal.refused(id, problem);
        left.remove(id);
    }

    private void update(
            List<Reminder> changed, SalesforceOrg org, TaskWrite write, ReadTasks.Reading reading, Set<UUID> left) {
        if (changed.isEmpty()) {
            return;
        }
        List<RecordWrite> rows = changed.stream()
                .map(reminder -> new RecordWrite(
                        TaskWrite.OBJECT, reminder.link().taskId().orElseThrow(), write.changes(reminder)))
                .toList();
        settle(changed, org.collections(SalesforceLane.REMINDER).update(rows), write, reading, left);
    }

    private void delete(List<Reminder> deleting, SalesforceOrg org, ReadTasks.Reading reading, Set<UUID> left) {
        if (deleting.isEmpty()) {
            return;
        }
        List<String> ids = deleting.stream()
                .map(reminder -> reminder.link().taskId().orElseThrow())
                .toList();
        List<RowResult> results = org.collections(SalesforceLane.REMINDER).delete(ids);
        for (int i = 0; i < results.size(); i++) {
            UUID id = deleting.get(i).id();
            if (results.get(i).success() || isGone(results.get(i))) {
                journal.gone(id, reading.notEarlierThan(clock.instant()));
            } else {
                journal.refused(id, problem(results.get(i)));
            }
            left.remove(id);
        }
    }

    private void settle(
            List<Reminder> sent, List<RowResult> results, TaskWrite write, ReadTasks.Reading reading, Set<UUID> left) {
        Instant sentAt = reading.notEarlierThan(clock.instant());
        for (int i = 0; i < results.size(); i++) {
            Reminder reminder = sent.get(i);
            RowResult result = results.get(i);
            // A task that is deleted between the reading and the write is found so by the next reading.
            if (!result.success()) {
                journal.refused(reminder.id(), problem(result));
            } else if (reminder.link().taskId().isPresent() || !result.id().isEmpty()) {
                String taskId = reminder.link().taskId().orElse(result.id());
                journal.sent(reminder.id(), taskId, write.written(reminder), sentAt);
            } else {
                // It is there, and the next pass finds it by its key.
                continue;
            }
            left.remove(reminder.id());
        }
    }

    private static boolean isGone(RowResult result) {
        return GONE_CODES.contains(result.errors().getFirst().code());
    }

    private static String problem(RowResult result) {
        RowError error = result.errors().getFirst();
        return error.code() + ": " + error.words();
    }
}
