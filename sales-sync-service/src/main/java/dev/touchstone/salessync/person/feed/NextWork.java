package dev.touchstone.salessync.person.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to do next. Pure.
 *
 * <p><b>Rule:</b> a full batch of dirty people first, so that they do not pile up; then the feeds; then whoever is dirty, once
 * nothing more comes to fill the batch; last the passes over the recent past, which nobody waits for.
 */
sealed interface NextWork {
    /** Read these people. */
    record Read(List<DirtyPerson> people) implements NextWork {
        public Read {
            people = List.copyOf(people);
        }
    }

    /** Read the next page of a feed. */
    record Page(FeedCursor cursor) implements NextWork {}

    /**
     * Start a pass over the recent past.
     *
     * @param cursors the feeds that it reads
     * @param since where it begins
     */
    record Open(List<FeedCursor> cursors, Instant since) implements NextWork {
        public Open {
            cursors = List.copyOf(cursors);
        }
    }

    /** Nothing before this moment. */
    record Wait(Instant until) implements NextWork {}

    /**
     * Who is dirty.
     *
     * @param due people who can be read now, as far as one batch can take them
     * @param full true if they fill a batch
     * @param nextAt when the next one can be read who cannot be read now; null if there is none
     */
    record Dirty(
            List<DirtyPerson> due, boolean full, @Nullable Instant nextAt) {
        public Dirty {
            due = List.copyOf(due);
        }

        /**
         * Parts those who are due from those who are not.
         *
         * @param next at most {@code batch} people, the longest waiting first
         */
        static Dirty of(List<DirtyPerson> next, int batch, Instant now) {
            List<DirtyPerson> due =
                    next.stream().filter(person -> !person.dueAt().isAfter(now)).toList();
            @Nullable
            Instant nextAt = due.size() < next.size() ? next.get(due.size()).dueAt() : null;
            return new Dirty(due, due.size() == batch, nextAt);
        }
    }

    /**
     * Decides.
     *
     * @param cursors all that are stored
     * @param now the present
     */
    static NextWork decide(List<FeedCursor> cursors, Dirty dirty, Instant now) {
        if (dirty.full()) {
            return new Read(dirty.due());
        }
        Optional<FeedCursor> main = earliestDue(cursors, now, true);
        if (main.isPresent()) {
            return new Page(main.get());
        }
        if (!dirty.due().isEmpty()) {
            return new Read(dirty.due());
        }
        return recentPast(cursors, now).orElseGet(() -> new Wait(nextDue(cursors, dirty)));
    }

    private static Optional<NextWork> recentPast(List<FeedCursor> cursors, Instant now) {
        Optional<FeedCursor> due = earliestDue(cursors, now, false);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        if (due.get().token() != null) {
            return Optional.of(new Page(due.get()));
        }
        // Feeds of one pass share a token: one call instead of one for each.
        List<FeedCursor> opening = cursors.stream()
                .filter(cursor -> cursor.pass() == due.get().pass() && cursor.token() == null && cursor.isDue(now))
                .toList();
        Instant since = opening.stream()
                .map(cursor -> cursor.passSince(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
        return Optional.of(new Open(opening, since));
    }

    private static Optional<FeedCursor> earliestDue(List<FeedCursor> cursors, Instant now, boolean main) {
        return cursors.stream()
                .filter(cursor -> (cursor.pass() == FeedPass.MAIN) == main && cursor.isDue(now))
                .min(Comparator.comparing((FeedCursor cursor) -> cursor.times().dueAt())
                        .thenComparing(FeedCursor::pass)
                        .thenComparing(FeedCursor::feed));
    }

    private static Instant nextDue(List<FeedCursor> cursors, Dirty dirty) {
        return Stream.concat(cursors.stream().map(cursor -> cursor.times().dueAt()), Stream.ofNullable(dirty.nextAt()))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("the feeds were never begun"));
    }
}
