package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.snapshot.SnapshotRun;
import dev.touchstone.salessync.person.snapshot.SnapshotWay;
import dev.touchstone.salessync.person.snapshot.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a reading of everybody is. Pure.
 *
 * @param way the way in use; empty until one is chosen
 * @param donePeople people read
 * @param knownPeople people to be read, as far as known: what was read, extrapolated by the share that is done; 0 if nothing is known
 * @param doneBasisPoints share of the way that is done, 0 to 10,000
 * @param timeLeft at the pace so far; empty while there is no pace
 * @param leftWays ways that are not used any more, with the reason
 * @param windows windows of the bulk extract
 */
public record RunProgress(
        Optional<SnapshotWay> way,
        long donePeople,
        long knownPeople,
        int doneBasisPoints,
        Optional<Duration> timeLeft,
        Map<SnapshotWay, String> leftWays,
        WindowCount windows) {
    private static final int ALL = 10_000;

    public RunProgress {
        leftWays = Map.copyOf(leftWays);
    }

    /**
     * The progress of a run in hand.
     *
     * @param known people that an earlier complete run read; 0 if there was none
     */
    static RunProgress of(SnapshotRun run, WindowCount windows, long known, Instant now) {
        long read = run.counts().read();
        int done = done(run, windows, known);
        long extrapolated = done > 0 ? Math.max(read, Math.round((double) read * ALL / done)) : 0;
        return new RunProgress(
                run.inUse(),
                read,
                Math.max(read, known > 0 ? known : extrapolated),
                done,
                timeLeft(done, Duration.between(run.startedAt(), now)),
                run.left(),
                windows);
    }

    RunProgress steady() {
        return new RunProgress(way, donePeople, knownPeople, doneBasisPoints, Optional.empty(), leftWays, windows);
    }

    /** Of ids those that were looked at, of exports the windows, of a list the people that were there last time. */
    private static int done(SnapshotRun run, WindowCount windows, long known) {
        return run.inUse()
                .map(way -> switch (way) {
                    case BULK_EXTRACT -> share(windows.over(), windows.all());
                    case ID_RANGES -> share(run.reachedId(), run.highestId());
                    case STATIC_LIST -> share(run.counts().read(), known);
                    case SALESFORCE_LED -> 0;
                })
                .orElse(0);
    }

    private static int share(long part, long whole) {
        return whole <= 0 ? 0 : (int) Math.min(ALL, part * ALL / whole);
    }

    private static Optional<Duration> timeLeft(int done, Duration elapsed) {
        return done == 0 || elapsed.isNegative()
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(ALL - (long) done).dividedBy(done));
    }
}
