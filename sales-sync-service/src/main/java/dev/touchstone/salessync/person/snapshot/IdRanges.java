package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.LeadsApi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** W4: reads 300 ids per call, upwards, then searches for higher ones until there are none. */
@ApplicationScoped
class IdRanges implements Way {
    /** Ids among which those are looked for that no other way has read. */
    private static final long LOOK_AHEAD = 30_000;

    private final CommitPage page;
    private final SqlSeenStore seen;
    private final Clock clock;

    IdRanges(CommitPage page, SqlSeenStore seen, Clock clock) {
        this.page = page;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public SnapshotWay name() {
        return SnapshotWay.ID_RANGES;
    }

    @Override
    public Outcome step(Reading reading) {
        return reading.run().ids().hasNextPage() ? readPage(reading) : search(reading);
    }

    private Outcome readPage(Reading reading) {
        SnapshotRun run = reading.run();
        IdCursor ids = run.ids();
        long until = ids.target();
        List<Long> asked;
        if (run.readSomeOtherwise()) {
            until = Math.min(until, ids.reached() + LOOK_AHEAD);
            asked = seen.unseen(ids.reached(), until, HighestIdSearch.PLACES);
        } else {
            asked = ids.nextPage();
        }
        IdCursor after = ids.read(asked.size() < HighestIdSearch.PLACES ? until : asked.getLast());
        if (asked.isEmpty()) {
            page.commit(reading.with(run.at(after)));
            return new Outcome.Worked();
        }
        Instant readAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        page.commit(reading.with(run.at(after)), List.of(reading.byIds(asked, readAt)), () -> {});
        return new Outcome.Worked();
    }

    private Outcome search(Reading reading) {
        // A search may end before a hole; whoever is known to be behind it is read all the same.
        IdCursor known = reading.run().ids().searched(seen.highest());
        IdCursor searched = known.hasNextPage() ? known : search(known, reading.leads());
        page.commit(reading.with(reading.run().at(searched)));
        return searched.hasNextPage() ? new Outcome.Worked() : new Outcome.Exhausted();
    }

    /** The cursor with the highest id that is found above what was read. */
    static IdCursor search(IdCursor ids, LeadsApi leads) {
        HighestIdSearch search = ids.search();
        while (!search.isDone()) {
            search.answer(leads.existing(search.next()));
        }
        return ids.searched(search.highest());
    }
}
