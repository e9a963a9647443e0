package dev.touchstone.salessync.person.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of everybody. Pure.
 *
 * @param id id; also that of the run that reads
 * @param reason why
 * @param times when
 * @param counts what was found so far
 * @param merges how far Marketo's log of merges was read
 * @param unreadWindows ranges that the run could not read, one a line: from, slash, until; empty if none or while it reads
 * @param digest over counts and repairs; null while it runs
 */
public record Reconciliation(
        UUID id,
        ReconcileReason reason,
        Times times,
        Counts counts,
        MergesRead merges,
        String unreadWindows,
        @Nullable String digest) {
    /** Time that the feeds get to tell of what the reading found, and that lies between two reads that miss somebody (R-D-6). */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * When.
     *
     * @param startedAt when it started
     * @param readAt when everybody had been read; null before
     * @param endedAt when everything was repaired; null before
     */
    public record Times(
            Instant startedAt,
            @Nullable Instant readAt,
            @Nullable Instant endedAt) {}

    /** What was compared and repaired. */
    public record Counts(long compared, long changes, long merges, long deletes, long unknown) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plusCompared(long people) {
            return new Counts(compared + people, changes, merges, deletes, unknown);
        }

        Counts plus(ReconcileCause cause) {
            return switch (cause) {
                case MISSED_CHANGE -> new Counts(compared, changes + 1, merges, deletes, unknown);
                case MISSED_MERGE -> new Counts(compared, changes, merges + 1, deletes, unknown);
                case MISSED_DELETE -> new Counts(compared, changes, merges, deletes + 1, unknown);
                case UNKNOWN -> new Counts(compared, changes, merges, deletes, unknown + 1);
            };
        }

        /** Repairs of all causes. */
        public long repairs() {
            return changes + merges + deletes + unknown;
        }
    }

    /**
     * How far the log of merges was read.
     *
     * @param token position; null before the first page
     * @param done true at its end
     */
    public record MergesRead(@Nullable String token, boolean done) {}

    static Reconciliation begin(UUID id, ReconcileReason reason, Instant now) {
        return new Reconciliation(
                id, reason, new Times(now, null, null), Counts.NONE, new MergesRead(null, false), "", null);
    }

    /** When the suspects may be looked at. */
    Instant confirmableAt() {
        Instant read = times.readAt();
        if (read == null) {
            throw new IllegalStateException("suspects are looked at when everybody was read");
        }
        return read.plus(PATIENCE);
    }

    /** True once everybody was read. */
    public boolean isRead() {
        return times.readAt() != null;
    }

    Reconciliation with(Counts more) {
        return new Reconciliation(id, reason, times, more, merges, unreadWindows, digest);
    }

    Reconciliation with(MergesRead further) {
        return new Reconciliation(id, reason, times, counts, further, unreadWindows, digest);
    }

    Reconciliation read(Instant now, String unread) {
        return new Reconciliation(id, reason, new Times(times.startedAt(), now, null), counts, merges, unread, digest);
    }

    Reconciliation ended(Instant now, String sum) {
        return new Reconciliation(
                id, reason, new Times(times.startedAt(), times.readAt(), now), counts, merges, unreadWindows, sum);
    }
}
