package dev.touchstone.salessync.person.snapshot;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads everybody by the way that is available, and takes the next one by itself when that one is not any more. If none is left, all are
 * tried again from the start of the list at the next step.
 */
@ApplicationScoped
public class ReadEverybody {
    private final Map<SnapshotWay, Way> ways = new EnumMap<>(SnapshotWay.class);
    private final BulkExtract exports;
    private final SnapshotPolicy policy;
    private final CommitPage page;
    private final KnownIds known;

    ReadEverybody(@All List<Way> ways, BulkExtract exports, SnapshotPolicy policy, CommitPage page, KnownIds known) {
        ways.forEach(way -> this.ways.put(way.name(), way));
        this.exports = exports;
        this.policy = policy;
        this.page = page;
        this.known = known;
    }

    /** Ids that exist, whatever a search among the ids finds. */
    @Singleton
    static class KnownIds {
        private final SqlSeenStore stored;
        private final NewestPeople newest;

        KnownIds(SqlSeenStore stored, NewestPeople newest) {
            this.stored = stored;
            this.newest = newest;
        }

        /** The cursor with the highest id that is known; searched for if that was not done before. */
        IdCursor of(Reading reading) {
            IdCursor ids = reading.run().ids().searched(stored.highest());
            return reading.run().highestId() > 0
                    ? ids
                    : IdRanges.search(ids.searched(newest.highestId(reading)), reading.leads());
        }
    }

    /** No way is left; what kept each from being used. */
    public static final class NoWayLeft extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoWayLeft(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Does the next unit of work.
     *
     * @return never {@link Outcome.Unavailable}
     * @throws dev.touchstone.salessync.marketo.MarketoFailure if Marketo does not answer; what is stored is as it was
     * @throws NoWayLeft if no way can be used
     */
    public Outcome step(Reading reading) {
        Optional<SnapshotWay> inUse = reading.run().inUse();
        if (inUse.isEmpty()) {
            choose(reading);
            return new Outcome.Worked();
        }
        Outcome outcome = way(inUse.get()).step(reading);
        if (outcome instanceof Outcome.Unavailable unavailable) {
            Log.warnf("the way %s is left: %s", inUse.get(), unavailable.reason());
            page.commit(reading.with(reading.run().leaving(inUse.get(), unavailable.reason())));
            return new Outcome.Worked();
        }
        return outcome;
    }

    /**
     * Does the next unit of work on the windows of a run that is over, which had been given up and are to be read after all. The way is never
     * left: nobody else reads these people.
     *
     * @throws dev.touchstone.salessync.marketo.MarketoFailure if Marketo does not answer; what is stored is as it was
     */
    public Outcome leftOver(Reading reading) {
        return exports.leftOver(reading);
    }

    private void choose(Reading reading) {
        SnapshotRun run = reading.run();
        IdCursor ids = known.of(reading);
        SnapshotRun searched = run.at(ids);
        // How many people there are is not known yet; more than ids there cannot be.
        WayEstimates.Known size =
                new WayEstimates.Known(ids.target(), ids.target(), 0, policy.createdFrom(), run.startedAt());
        List<WayEstimates.Estimate> estimates = WayEstimates.of(size, policy, run.left());
        Optional<SnapshotWay> chosen = WayChoice.choose(estimates);
        if (chosen.isEmpty()) {
            page.commit(reading.with(searched.tryingAgain()));
            throw new NoWayLeft("everybody cannot be read: "
                    + estimates.stream()
                            .filter(estimate -> policy.ways().contains(estimate.way()))
                            .map(WayEstimates.Estimate::unavailable)
                            .collect(Collectors.joining("; ")));
        }
        Log.infof("everybody is read by %s: run=%s highestId=%d", chosen.get(), run.id(), ids.target());
        page.commit(reading.with(searched.using(chosen.get())));
    }

    private Way way(SnapshotWay name) {
        Way way = ways.get(name);
        if (way == null) {
            throw new IllegalStateException("every way is a bean but " + name + " is none");
        }
        return way;
    }
}
