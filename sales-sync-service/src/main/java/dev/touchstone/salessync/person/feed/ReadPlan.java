package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.person.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch that was read means for the marks. Pure.
 *
 * <p><b>Rule:</b> a mark is cleared only if it is still the one that was looked up before the read began; otherwise something
 * happened meanwhile that the read may not show (AC-27).
 *
 * <p>Whoever is unreadable is cleared too: that is told elsewhere, and tried again when somebody asks for it or it changes.
 *
 * @param clear people who need no further read
 * @param gone those of {@code clear} who are not there: gone for good, or never taken over
 * @param present people who were found but are marked anew: a read that missed them before does not count any more
 * @param readAgain people to be read again, by the moment
 * @param missed those of {@code readAgain} whom the read missed
 * @param hurryFeeds true if the feeds of activities and deletions are to be looked at before
 */
record ReadPlan(
        List<Long> clear,
        List<Long> gone,
        List<Long> present,
        Map<Instant, List<Long>> readAgain,
        List<Long> missed,
        boolean hurryFeeds) {
    /** A reading that is older than what is stored, which only a clock that was set back brings, is repeated after this. */
    static final Duration STALE_WAIT = Duration.ofMinutes(1);

    ReadPlan {
        clear = List.copyOf(clear);
        gone = List.copyOf(gone);
        present = List.copyOf(present);
        readAgain = Map.copyOf(readAgain);
        missed = List.copyOf(missed);
    }

    /**
     * What was read.
     *
     * @param people whom the read asked for
     * @param found those whom Marketo answered with
     * @param stale those of {@code found} of whom something newer is stored
     * @param unreadable those whom Marketo cannot answer with; none of {@code found}
     * @param readAt when it began
     */
    record Batch(List<DirtyPerson> people, Set<Long> found, Set<Long> stale, Set<Long> unreadable, Instant readAt) {
        Batch {
            people = List.copyOf(people);
            found = Set.copyOf(found);
            stale = Set.copyOf(stale);
            unreadable = Set.copyOf(unreadable);
        }

        /** Those whom Marketo does not have. */
        List<Long> missing() {
            return people.stream()
                    .map(DirtyPerson::marketoId)
                    .filter(id -> !found.contains(id) && !unreadable.contains(id))
                    .toList();
        }
    }

    /**
     * Plans.
     *
     * @param marks number of the newest mark of each person of the batch, now
     * @param identities who the missing are in the store
     * @param ends when the feeds were read to their end
     */
    static ReadPlan of(Batch batch, Map<Long, Long> marks, Map<Long, Identity> identities, MissingPerson.Ends ends) {
        Planning plan = new Planning();
        for (DirtyPerson person : batch.people()) {
            boolean unchanged = marks.getOrDefault(person.marketoId(), -1L) == person.mark();
            if (batch.found().contains(person.marketoId())) {
                plan.found(person.marketoId(), unchanged, batch);
            } else if (unchanged && batch.unreadable().contains(person.marketoId())) {
                plan.clear.add(person.marketoId());
            } else if (unchanged) {
                plan.missing(
                        person,
                        identities.getOrDefault(person.marketoId(), new Identity.Unknown()),
                        batch.readAt(),
                        ends);
            }
        }
        return new ReadPlan(plan.clear, plan.gone, plan.present, plan.readAgain, plan.missed, plan.hurryFeeds);
    }

    /** The plan while it is made. */
    private static final class Planning {
        private final List<Long> clear = new ArrayList<>();
        private final List<Long> gone = new ArrayList<>();
        private final List<Long> present = new ArrayList<>();
        private final Map<Instant, List<Long>> readAgain = new TreeMap<>();
        private final List<Long> missed = new ArrayList<>();
        private boolean hurryFeeds;

        private void found(long id, boolean unchanged, Batch batch) {
            if (!unchanged) {
                present.add(id);
            } else if (batch.stale().contains(id)) {
                readAgain(id, batch.readAt().plus(STALE_WAIT));
            } else {
                clear.add(id);
            }
        }

        private void missing(DirtyPerson person, Identity identity, Instant readAt, MissingPerson.Ends ends) {
            long id = person.marketoId();
            switch (identity) {
                case Identity.Alias ignored -> clear.add(id);
                case Identity.Tombstone ignored -> clear.add(id);
                case Identity.Unknown ignored -> judged(id, person.missing().judgeUnknown(readAt));
                case Identity.Live ignored -> judged(id, person.missing().judge(readAt, ends));
            }
        }

        private void judged(long id, MissingPerson.Verdict verdict) {
            switch (verdict) {
                case MissingPerson.Verdict.Gone sure -> gone(id);
                case MissingPerson.Verdict.ReadAgain wait -> {
                    readAgain(id, wait.at());
                    missed.add(id);
                    hurryFeeds |= wait.afterFeeds();
                }
            }
        }

        private void gone(long id) {
            clear.add(id);
            gone.add(id);
        }

        private void readAgain(long id, Instant at) {
            readAgain.computeIfAbsent(at, time -> new ArrayList<>()).add(id);
        }
    }
}
