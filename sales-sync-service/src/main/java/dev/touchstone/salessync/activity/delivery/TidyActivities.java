package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.salessync.activity.ActivityStore;
import dev.touchstone.salessync.activity.RecordActivities;
import dev.touchstone.salessync.outbox.OutboxClock;
import dev.touchstone.salessync.outbox.OutboxMeters;
import dev.touchstone.salessync.outbox.OutboxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Adds the counts up, shows them as metrics, and forgets minutes that no activity falls into any more. */
@ApplicationScoped
public class TidyActivities {
    private static final Duration MINUTES_KEPT = Duration.ofDays(7);

    private final OutboxStore outbox;
    private final ActivityStore activities;
    private final OutboxMeters meters;
    private final OutboxClock outboxClock;
    private final Clock clock;

    TidyActivities(
            OutboxStore outbox, ActivityStore activities, OutboxMeters meters, OutboxClock outboxClock, Clock clock) {
        this.outbox = outbox;
        this.activities = activities;
        this.meters = meters;
        this.outboxClock = outboxClock;
        this.clock = clock;
        meters.begin(RecordActivities.LANE);
    }

    /** Tidies; any process may, at any time. */
    @Transactional
    public void tidy() {
        outbox.foldCounts();
        meters.counted(RecordActivities.LANE, outbox.counts(RecordActivities.LANE), outboxClock.now());
        activities.forgetMinutes(clock.instant().minus(MINUTES_KEPT));
    }
}
