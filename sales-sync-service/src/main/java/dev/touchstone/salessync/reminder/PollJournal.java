package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the polling of tasks keeps of its work; each method is a transaction. */
@ApplicationScoped
class PollJournal {
    private final SqlTaskPosition position;
    private final SqlReminderSellers sellers;
    private final SqlReminderStore reminders;
    private final SqlReminderMappings mappings;
    private final ReminderPolicy policy;
    private final Clock clock;

    PollJournal(
            SqlTaskPosition position,
            SqlReminderSellers sellers,
            SqlReminderStore reminders,
            SqlReminderMappings mappings,
            ReminderPolicy policy,
            Clock clock) {
        this.position = position;
        this.sellers = sellers;
        this.reminders = reminders;
        this.mappings = mappings;
        this.policy = policy;
        this.clock = clock;
    }

    /** How far tasks were read, in one process of all; empty if it is not due, or for nobody. */
    @Transactional
    Optional<SqlTaskPosition.Position> claim() {
        Instant now = clock.instant();
        return sellers.active().isEmpty() ? Optional.empty() : position.claim(now, now.plus(policy.taskInterval()));
    }

    /** Those of some changed tasks that are reminders, or may become some. */
    @Transactional
    List<String> concerned(List<SalesforceRecord> changed) {
        SqlReminderMappings.Sellers users = mappings.sellers();
        Set<String> active = new HashSet<>();
        sellers.active().forEach(seller -> active.add(seller.seller()));
        Set<String> known =
                reminders.known(changed.stream().map(SalesforceRecord::id).toList());
        return changed.stream()
                .filter(task -> known.contains(task.id())
                        || (ChangedTask.isOpen(task)
                                && users.ofUser(ChangedTask.owner(task))
                                        .filter(active::contains)
                                        .isPresent()))
                .map(SalesforceRecord::id)
                .distinct()
                .toList();
    }

    /** Changes before a time are read. */
    @Transactional
    void readUntil(Instant watermark) {
        position.readUntil(watermark);
    }

    /**
     * Deletions before a time are read.
     *
     * @param complete false if some may be missing: then all tasks are compared
     */
    @Transactional
    void deletedUntil(Instant until, boolean complete) {
        position.deletedUntil(until);
        if (!complete) {
            sellers.allUnseen();
        }
    }

    /** Those of some tasks that are reminders. */
    @Transactional
    Set<String> known(List<String> taskIds) {
        return reminders.known(taskIds);
    }

    /** Sellers whose tasks are all to be looked at. */
    @Transactional
    List<SqlReminderSellers.ReminderSeller> unseen() {
        return sellers.unseen();
    }

    /** Tasks of a seller's reminders after one, by id. */
    @Transactional
    List<String> tasks(String seller, String after, int size) {
        return reminders.tasks(seller, after, size);
    }

    /** All tasks of a seller were looked at. */
    @Transactional
    void seen(SqlReminderSellers.ReminderSeller seller) {
        sellers.seen(seller);
    }
}
