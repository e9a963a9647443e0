package dev.touchstone.salessync.person.snapshot;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of everybody. Pure. Each way has a position of its own, which stays when the way is left.
 *
 * @param id id of the run
 * @param purpose what it is for
 * @param startedAt when it started; people created later come with the feeds
 * @param way the way in use; null until one is chosen
 * @param ids position of the reading by ids
 * @param listToken position of the reading of a static list; null at its start, empty at its end
 * @param left ways that this run does not use any more, each with the reason
 * @param counts what was read
 */
public record SnapshotRun(
        UUID id,
        Purpose purpose,
        Instant startedAt,
        @Nullable SnapshotWay way,
        IdCursor ids,
        @Nullable String listToken,
        Map<SnapshotWay, String> left,
        RunCounts counts) {
    /** What a run is for. */
    public enum Purpose {
        /** The first reading. */
        FIRST,
        /** A comparison with what is stored. */
        RECONCILE
    }

    public SnapshotRun {
        left = Map.copyOf(left);
    }

    /** A run that begins. */
    public static SnapshotRun begin(UUID id, Purpose purpose, Instant now) {
        return new SnapshotRun(id, purpose, now, null, new IdCursor(0, 0), null, Map.of(), RunCounts.NONE);
    }

    /** The highest id that was read by ranges of ids. */
    public long reachedId() {
        return ids.reached();
    }

    /** The highest id known to exist; 0 before the search. */
    public long highestId() {
        return ids.target();
    }

    /** The way in use. */
    public Optional<SnapshotWay> inUse() {
        return Optional.ofNullable(way);
    }

    /** True if people may have been read by another way than the one in use, so that they need not be read again. */
    boolean readSomeOtherwise() {
        return !left.isEmpty() && counts.read() > 0;
    }

    SnapshotRun using(SnapshotWay chosen) {
        return new SnapshotRun(id, purpose, startedAt, chosen, ids, listToken, left, counts);
    }

    SnapshotRun at(IdCursor position) {
        return new SnapshotRun(id, purpose, startedAt, way, position, listToken, left, counts);
    }

    SnapshotRun at(String token) {
        return new SnapshotRun(id, purpose, startedAt, way, ids, token, left, counts);
    }

    /** Does not use this way any more. */
    SnapshotRun leaving(SnapshotWay leftWay, String reason) {
        Map<SnapshotWay, String> more = new EnumMap<>(SnapshotWay.class);
        more.putAll(left);
        more.put(leftWay, reason);
        return new SnapshotRun(id, purpose, startedAt, null, ids, listToken, more, counts);
    }

    /** Tries all ways again that were left. A static list is read from its beginning: its position may be what was refused. */
    SnapshotRun tryingAgain() {
        return new SnapshotRun(id, purpose, startedAt, null, ids, null, Map.of(), counts);
    }

    /** After these people were read. */
    SnapshotRun plus(List<ReadBatch> batches) {
        RunCounts sum = counts;
        for (ReadBatch batch : batches) {
            sum = sum.plus(batch.readings());
        }
        return new SnapshotRun(id, purpose, startedAt, way, ids, listToken, left, sum);
    }

    SnapshotRun plusCalls(long calls) {
        return new SnapshotRun(id, purpose, startedAt, way, ids, listToken, left, counts.plusCalls(calls));
    }
}
