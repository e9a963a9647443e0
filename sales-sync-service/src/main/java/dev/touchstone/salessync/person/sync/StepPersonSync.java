package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.ReadWay;
import dev.touchstone.salessync.person.feed.PersonFeeds;
import dev.touchstone.salessync.person.reconcile.Reconcile;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import dev.touchstone.salessync.person.snapshot.Outcome;
import dev.touchstone.salessync.person.snapshot.ReadEverybody;
import dev.touchstone.salessync.person.snapshot.Reading;
import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.sync.SyncRecord.Held;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The next unit of work of each phase. Whatever it needs to go on is stored before it returns. */
@ApplicationScoped
class StepPersonSync {
    private final SyncJournal journal;
    private final RunJournal runs;
    private final PersonFeeds feeds;
    private final ReadEverybody everybody;
    private final Reconcile reconcile;
    private final ReadAside aside;

    StepPersonSync(
            SyncJournal journal,
            RunJournal runs,
            PersonFeeds feeds,
            ReadEverybody everybody,
            Reconcile reconcile,
            ReadAside aside) {
        this.journal = journal;
        this.runs = runs;
        this.feeds = feeds;
        this.everybody = everybody;
        this.reconcile = reconcile;
        this.aside = aside;
    }

    /**
     * Where a step is done.
     *
     * @param record the sync as it is under the lease
     * @param now the present
     */
    record Place(SyncRecord record, MarketoInstance marketo, Fence fence, Instant now) {}

    void step(Place place) {
        switch (place.record().state().phase()) {
            case READY -> {}
            case SNAPSHOT -> snapshot(place);
            case CATCH_UP, LIVE -> follow(place);
            case RECONCILE -> compare(place);
        }
    }

    private void snapshot(Place place) {
        SyncRecord.FeedStart start = place.record().feeds();
        if (!start.begun()) {
            Instant since = Objects.requireNonNull(start.since(), "a sync that was started knows since when");
            feeds.begin(place.marketo(), since, place.now(), place.fence());
            journal.advance(place.fence(), record -> record.with(new SyncRecord.FeedStart(since, true)));
            return;
        }
        SnapshotRun run = runs.inHand(place, SnapshotRun.Purpose.FIRST);
        Reading reading = Reading.of(
                        run, place.marketo(), Lane.SNAPSHOT, place.fence(), runs.takeOver(ReadWay.SNAPSHOT))
                .after(place.record().state().failures());
        switch (everybody.step(reading)) {
            case Outcome.Worked worked -> worked(place);
            case Outcome.Waiting waiting -> idle(place, waiting.until());
            case Outcome.Exhausted exhausted -> runs.everybodyRead(place);
            case Outcome.Unavailable unavailable -> throw new IllegalStateException("the next way was to be taken");
        }
    }

    private void follow(Place place) {
        Optional<Instant> quietUntil = advanceFeeds(place);
        if (quietUntil.isEmpty()) {
            return;
        }
        Instant quiet = quietUntil.get();
        Optional<SnapshotRun> left = runs.withOpenWindows(place.record());
        if (left.isEmpty()) {
            runs.caughtUp(place, quiet);
            return;
        }
        aside.run(place, () -> readLeftOver(place, left.get(), quiet))
                .ifPresent(until -> runs.caughtUp(place, earlier(quiet, until)));
    }

    /** Windows that were given up and are to be tried again. */
    private Held readLeftOver(Place place, SnapshotRun run, Instant quiet) {
        Reading reading = Reading.of(
                        run, place.marketo(), Lane.SNAPSHOT, place.fence(), runs.takeOver(ReadWay.SNAPSHOT))
                .after(place.record().held().failures());
        return switch (everybody.leftOver(reading)) {
            case Outcome.Worked worked -> {
                worked(place);
                yield Held.NONE;
            }
            case Outcome.Waiting waiting -> {
                runs.caughtUp(place, earlier(quiet, waiting.until()));
                yield Held.NONE;
            }
            case Outcome.Exhausted exhausted -> {
                worked(place);
                yield Held.NONE;
            }
            case Outcome.Unavailable unavailable -> {
                Held stuck = SyncMachine.readingStuck(unavailable.reason(), place.now());
                yield new Held(stuck.detail(), 0, unavailable.until().orElse(stuck.until()));
            }
        };
    }

    private void compare(Place place) {
        Optional<Instant> quietUntil = advanceFeeds(place);
        if (quietUntil.isEmpty()) {
            return;
        }
        Instant quiet = quietUntil.get();
        aside.run(place, () -> compare(place, quiet)).ifPresent(until -> idle(place, earlier(quiet, until)));
    }

    private Held compare(Place place, Instant quiet) {
        SnapshotRun run = runs.inHand(place, SnapshotRun.Purpose.RECONCILE);
        boolean read = reconcile
                .find(Optional.of(run.id()))
                .map(Reconciliation::isRead)
                .orElse(false);
        if (read) {
            confirm(place, run.id(), quiet);
            return Held.NONE;
        }
        Reading reading = Reading.of(run, place.marketo(), Lane.RECONCILE, place.fence(), runs.compareWith(run.id()))
                .after(place.record().held().failures());
        switch (everybody.step(reading)) {
            case Outcome.Worked worked -> worked(place);
            case Outcome.Waiting waiting -> idle(place, earlier(quiet, waiting.until()));
            case Outcome.Exhausted exhausted -> runs.everybodyCompared(place, run.id());
            case Outcome.Unavailable unavailable -> throw new IllegalStateException("the next way was to be taken");
        }
        return Held.NONE;
    }

    private void confirm(Place place, UUID runId, Instant quietUntil) {
        int failures = place.record().held().failures();
        switch (reconcile.confirm(runId, place.marketo(), failures, place.fence())) {
            case Reconcile.Step.Worked worked -> worked(place);
            case Reconcile.Step.Waiting waiting -> idle(place, earlier(quietUntil, waiting.until()));
            case Reconcile.Step.Done done -> runs.reconciled(place, runId);
        }
    }

    /** One unit of the feeds; a time if they have nothing to do before it. */
    private Optional<Instant> advanceFeeds(Place place) {
        return switch (feeds.advance(place.marketo(), place.now(), place.fence())) {
            case PersonFeeds.Step.Worked worked -> {
                worked(place);
                yield Optional.empty();
            }
            case PersonFeeds.Step.Idle idle -> Optional.of(idle.dueAt());
            case PersonFeeds.Step.GapTooLong gap -> {
                runs.gapFound(place, gap.reason());
                yield Optional.empty();
            }
        };
    }

    private void worked(Place place) {
        journal.advance(place.fence(), record -> record.with(SyncMachine.progressed(record.state(), place.now())));
    }

    private void idle(Place place, Instant until) {
        journal.advance(place.fence(), record -> record.with(SyncMachine.idle(record.state(), until)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
