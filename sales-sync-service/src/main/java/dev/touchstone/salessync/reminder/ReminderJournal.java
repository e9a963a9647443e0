package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.remote.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What the sender keeps of its work; each method is a transaction. */
@ApplicationScoped
class ReminderJournal {
    private final SqlReminderStore reminders;
    private final SqlReminderSellers sellers;
    private final SqlReminderMappings mappings;
    private final ReminderPolicy policy;
    private final Clock clock;
    private final RandomGenerator random;

    ReminderJournal(
            SqlReminderStore reminders,
            SqlReminderSellers sellers,
            SqlReminderMappings mappings,
            ReminderPolicy policy,
            Clock clock,
            RandomGenerator random) {
        this.reminders = reminders;
        this.sellers = sellers;
        this.mappings = mappings;
        this.policy = policy;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reminders that nobody else sends meanwhile.
     *
     * @param until when the others may
     */
    record Claim(List<Reminder> reminders, Instant until) {
        Claim {
            reminders = List.copyOf(reminders);
        }

        List<UUID> ids() {
            return reminders.stream().map(Reminder::id).toList();
        }
    }

    /** Sellers of whom something is due to be sent. */
    @Transactional
    List<String> dueSellers() {
        return reminders.dueSellers(clock.instant());
    }

    /** Claims what is due for a seller; nothing while it is switched off. */
    @Transactional
    Claim claim(String seller, int limit) {
        Instant now = clock.instant();
        Instant until = now.plus(policy.lease()).truncatedTo(ChronoUnit.MILLIS);
        boolean active = sellers.find(seller)
                .filter(SqlReminderSellers.ReminderSeller::active)
                .isPresent();
        return new Claim(active ? reminders.claim(seller, now, until, limit) : List.of(), until);
    }

    @Transactional
    void release(Claim claim) {
        reminders.release(claim.ids(), claim.until());
    }

    /** What a task gets at the moment. */
    @Transactional
    TaskWrite write() {
        return new TaskWrite(policy.subjectFollowsName(), mappings.sellers()::userOf);
    }

    /** From now on the tasks may be there: what they are made with is what Salesforce has. Those that were deleted are left out. */
    @Transactional
    List<Reminder> attempt(Collection<UUID> ids, TaskWrite write) {
        List<Reminder> attempted = new ArrayList<>();
        for (Reminder reminder : reminders.lock(List.of(), ids)) {
            if (reminder.link().state() == LinkState.UNSENT) {
                Reminder sent = reminder.with(write.written(reminder));
                reminders.replace(sent, clock.instant());
                attempted.add(sent);
            }
        }
        return attempted;
    }

    /** Salesforce took what was written into a task; one that was deleted here meanwhile is deleted there next. */
    @Transactional
    void sent(UUID id, String taskId, ReminderLink written, Instant sentAt) {
        reminders.lock(id).filter(now -> now.link().state() != LinkState.GONE).ifPresent(now -> {
            Reminder sent = reading().sent(now, taskId, written, sentAt);
            reminders.replace(sent, SendTimes.after(sent, clock.instant(), ReminderPolicy.VERIFY_AFTER));
            reminders.taken(id);
        });
    }

    /** The task is not there any more. */
    @Transactional
    void gone(UUID id, Instant at) {
        reminders
                .lock(id)
                .ifPresent(now -> reminders.replace(
                        reading().gone(now, new ReadingTime(at, Duration.between(clock.instant(), at))), null));
    }

    /** Both sides have the same. */
    @Transactional
    void taken(UUID id) {
        reminders.taken(id);
    }

    /** Salesforce refused it. */
    @Transactional
    void refused(UUID id, String problem) {
        Duration wait = RetryPolicy.BACKGROUND.delay(reminders.failures(id), random.nextDouble(), Optional.empty());
        reminders.refused(id, problem, clock.instant().plus(wait));
    }

    @Transactional
    void postpone(Collection<UUID> ids) {
        reminders.postpone(ids, clock.instant().plus(ReminderPolicy.VERIFY_AFTER));
    }

    /** Forgets what was deleted on both sides 30 days ago; how much. */
    @Transactional
    int forget() {
        return reminders.forget(clock.instant().minus(ReminderPolicy.KEEP_DELETED));
    }

    /** Readings that come of writes say nothing about who is who. */
    private ReminderReading reading() {
        return new ReminderReading(policy.subjectFollowsName(), user -> Optional.empty(), who -> OptionalLong.empty());
    }
}
