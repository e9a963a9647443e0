package dev.touchstone.salessync.reminder;

import dev.touchstone.contract.RpcFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Switches for each seller whether reminders are kept the same as tasks, and shows what there is. */
@ApplicationScoped
public class FollowReminders {
    private final SqlReminderSellers sellers;
    private final SqlReminderStore reminders;
    private final SqlReminderConflicts conflicts;
    private final SqlReminderMappings mappings;
    private final SqlTaskPosition position;
    private final Clock clock;

    FollowReminders(
            SqlReminderSellers sellers,
            SqlReminderStore reminders,
            SqlReminderConflicts conflicts,
            SqlReminderMappings mappings,
            SqlTaskPosition position,
            Clock clock) {
        this.sellers = sellers;
        this.reminders = reminders;
        this.conflicts = conflicts;
        this.mappings = mappings;
        this.position = position;
        this.clock = clock;
    }

    /**
     * Switches on. Reminders that were made before stay here alone. Those that have tasks from an earlier time are read and merged, and
     * tasks taken over, by {@link PollTasks}.
     *
     * @param zone by which today is meant for the seller
     * @throws RpcFailure.FailedPrecondition {@code SELLER_NOT_CONNECTED}
     */
    @Transactional
    public void begin(String seller, ZoneId zone) {
        if (mappings.sellers().userOf(seller).isEmpty()) {
            throw new RpcFailure.FailedPrecondition(
                    "SELLER_NOT_CONNECTED", "the seller has no connection to Salesforce", Map.of("seller", seller));
        }
        if (sellers.active().isEmpty()) {
            // Nobody followed what happened until now, and for nobody is it of use.
            position.reset();
        }
        sellers.begin(seller, zone, clock.instant());
        position.due();
    }

    /** Switches off; true if it was on. What both sides agreed on is kept. */
    @Transactional
    public boolean stop(String seller) {
        return sellers.stop(seller);
    }

    /** Reminders of a seller after one, by id. */
    @Transactional
    public List<Reminder> page(String seller, UUID after, boolean deleted, int size) {
        return reminders.page(seller, after, deleted, size);
    }

    /** Conflicts of a seller's reminders that nobody has settled, after one, by id. */
    @Transactional
    public List<ReminderConflict> conflicts(String seller, UUID after, int size) {
        return conflicts.page(seller, after, size);
    }
}
