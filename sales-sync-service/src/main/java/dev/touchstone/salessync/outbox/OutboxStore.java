package dev.touchstone.salessync.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rows of the outbox. Every change is part of the caller's transaction. Leases are measured by the database's clock, and due
 * times by {@link OutboxClock}, which is the same.
 */
public interface OutboxStore {
    /** Adds rows, in the order of acceptance. */
    void accept(String lane, List<OutboxEntry> rows, Instant now);

    /**
     * Takes the rows of the next call: leased, SENDING, and with the time of the attempt stored, so that whoever finds them after a
     * death knows since when the other side may have them. A group goes before other rows.
     *
     * @param worker whose lease it is; one piece of work has one of its own
     * @return in the order in which they are to be sent; empty if no batch is full or old enough
     */
    List<OutboxEntry> claim(String lane, UUID worker, OutboxPolicy policy, Instant now);

    /**
     * Rows that need something else than a call.
     *
     * @param lane of this lane
     * @param state SENDING for those whose process died; else IN_DOUBT, RESOLVE_ALIAS or BLOCKED_SCHEMA
     * @param topics of these topics
     */
    record Wanted(String lane, OutboxState state, List<String> topics) {
        public Wanted {
            topics = List.copyOf(topics);
        }
    }

    /** Takes rows that need something else than a call: due ones that nobody works on. */
    List<OutboxEntry> take(Wanted wanted, UUID worker, Duration lease, Instant now, int limit);

    /**
     * Stores what became of rows that this worker has leased, and gives up the lease.
     *
     * @return the keys of those that were stored; the others were taken over by another process meanwhile
     */
    Set<String> store(UUID worker, List<OutboxEntry> rows);

    /** Lets other processes know that these pieces of work go on; how many rows they hold. */
    int renew(Collection<UUID> workers, Duration lease);

    /** Rows by key, locked; for changes that no lease guards. */
    List<OutboxEntry> lock(Collection<String> keys);

    /** The dead rows of one order key, locked. */
    List<OutboxEntry> lockDead(String lane, long orderKey);

    /**
     * Gives the rows of order keys that are not done to others, those under way included. What waited for its alias goes on at once.
     *
     * @param targets the other by order key
     */
    void move(String lane, Map<Long, Long> targets);

    /** Stores rows that are locked; whoever has a lease on one of them loses it. */
    void overwrite(List<OutboxEntry> rows);

    /** True if anything of the lane is not finished. */
    boolean hasOpen(String lane);

    /** Lanes whose names begin so and that have something unfinished, by name. */
    List<String> openLanes(String prefix);

    /** What holds the lane. */
    LaneState lane(String lane);

    /** What holds the lane; kept from others until the transaction ends. */
    LaneState lockLane(String lane);

    /** Stores what holds the lane, which the caller has locked. */
    void storeLane(String lane, LaneState state);

    /** The counts of this instant. */
    OutboxCounts counts(String lane);

    /** The counts of this instant of all lanes together whose names begin so. */
    OutboxCounts countsOfAll(String prefix);

    /** Adds the differences up of which the counts are the sum. */
    void foldCounts();
}
