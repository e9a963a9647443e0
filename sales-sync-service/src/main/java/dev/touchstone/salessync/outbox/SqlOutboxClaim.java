package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes the rows of the next call out of the table {@code outbox}. Replicas do not wait for each other; what one has locked the
 * others pass over, and with it the later rows of the same people.
 */
@ApplicationScoped
class SqlOutboxClaim {
    /**
     * In the order of events, so that what is taken is closed under "earlier of the same person" unless a row is in the way: one
     * under way, in doubt, waiting for its next attempt or apart in a group. Such a row gives way ten minutes after its first
     * failure.
     */
    private static final String CANDIDATES = """
            WITH candidate AS MATERIALIZED (
                SELECT o.outbox_key, o.lane, o.order_key, o.event_at, o.ordinal, o.accepted_at FROM outbox o
                WHERE o.lane = ? AND o.state IN ('PENDING', 'WAIT_QUOTA') AND o.group_id IS NULL AND o.due_at <= ?
                  AND NOT EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.lane = o.lane AND b.order_key = o.order_key
                      AND b.state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
                      AND (b.event_at, b.ordinal) < (o.event_at, o.ordinal)
                      AND (b.state NOT IN ('PENDING', 'WAIT_QUOTA') OR b.due_at > ? OR b.group_id IS NOT NULL)
                      AND (b.troubled_at IS NULL OR b.troubled_at > ?) OFFSET 0)
                ORDER BY o.event_at, o.ordinal LIMIT ? FOR UPDATE SKIP LOCKED
            )
            """;

    private static final String GROUP_CANDIDATES = """
            WITH candidate AS MATERIALIZED (
                SELECT o.outbox_key, o.lane, o.order_key, o.event_at, o.ordinal, o.accepted_at FROM outbox o
                WHERE o.lane = ? AND o.state IN ('PENDING', 'WAIT_QUOTA') AND o.group_id = ? AND o.due_at <= ?
                ORDER BY o.event_at, o.ordinal LIMIT ? FOR UPDATE SKIP LOCKED
            )
            """;

    /**
     * Looked at again once they are locked: an earlier row that another process has just taken keeps a later one here. And a batch
     * goes when it is full, or when its oldest row has waited long enough.
     */
    private static final String TAKE = """
            , chosen AS (
                SELECT c.*, EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.lane = c.lane AND b.order_key = c.order_key
                      AND b.state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
                      AND (b.event_at, b.ordinal) < (c.event_at, c.ordinal)
                      AND b.outbox_key NOT IN (SELECT outbox_key FROM candidate) OFFSET 0) AS overtakes
                FROM candidate c
                WHERE NOT EXISTS (
                    SELECT 1 FROM outbox b
                    WHERE b.lane = c.lane AND b.order_key = c.order_key
                      AND b.state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
                      AND (b.event_at, b.ordinal) < (c.event_at, c.ordinal)
                      AND (b.troubled_at IS NULL OR b.troubled_at > ?)
                      AND b.outbox_key NOT IN (SELECT outbox_key FROM candidate) OFFSET 0)
            )
            UPDATE outbox o SET state = 'SENDING', attempt_started_at = ?, out_of_order = o.out_of_order OR c.overtakes,
                lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond', fence = o.fence + 1
            FROM chosen c
            WHERE o.outbox_key = c.outbox_key
              AND ((SELECT count(*) FROM chosen) >= ? OR (SELECT min(accepted_at) FROM chosen) <= ?)
            RETURNING o.*
            """;

    private static final String CLAIM = CANDIDATES + TAKE;
    private static final String CLAIM_GROUP = GROUP_CANDIDATES + TAKE;

    /** A group with a row that nothing outside of it holds back. */
    private static final String NEXT_GROUP = """
            SELECT o.group_id FROM outbox o
            WHERE o.lane = ? AND o.state IN ('PENDING', 'WAIT_QUOTA') AND o.group_id IS NOT NULL AND o.due_at <= ?
              AND NOT EXISTS (
                SELECT 1 FROM outbox b
                WHERE b.lane = o.lane AND b.order_key = o.order_key
                  AND b.state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
                  AND (b.event_at, b.ordinal) < (o.event_at, o.ordinal)
                  AND b.group_id IS DISTINCT FROM o.group_id
                  AND (b.troubled_at IS NULL OR b.troubled_at > ?) OFFSET 0)
            ORDER BY o.due_at, o.group_id LIMIT 1
            """;

    private static final Comparator<Claimed> ORDER =
            Comparator.comparing((Claimed row) -> row.entry().eventAt()).thenComparing(Claimed::ordinal);

    private final Database database;

    SqlOutboxClaim(Database database) {
        this.database = database;
    }

    /** A row and its place among those of one time. */
    private record Claimed(OutboxEntry entry, long ordinal) {}

    List<OutboxEntry> claim(String lane, UUID worker, OutboxPolicy policy, Instant now) {
        Instant holdsSince = now.minus(policy.holdBack());
        Optional<UUID> group = database.find(
                NEXT_GROUP,
                parameters -> parameters.text(lane).time(now).time(holdsSince),
                row -> row.uuid("group_id"));
        if (group.isPresent()) {
            List<Claimed> grouped = database.list(
                    CLAIM_GROUP,
                    parameters -> parameters
                            .text(lane)
                            .uuid(group.get())
                            .time(now)
                            .number(policy.batchSize())
                            .time(holdsSince)
                            .time(now)
                            .uuid(worker)
                            .number(policy.lease().toMillis())
                            // A group has waited already.
                            .number(1)
                            .time(now),
                    SqlOutboxClaim::claimed);
            if (!grouped.isEmpty()) {
                return sorted(grouped);
            }
        }
        return sorted(database.list(
                CLAIM,
                parameters -> parameters
                        .text(lane)
                        .time(now)
                        .time(now)
                        .time(holdsSince)
                        .number(policy.batchSize())
                        .time(holdsSince)
                        .time(now)
                        .uuid(worker)
                        .number(policy.lease().toMillis())
                        .number(policy.batchSize())
                        .time(now.minus(policy.batchAge())),
                SqlOutboxClaim::claimed));
    }

    private static List<OutboxEntry> sorted(List<Claimed> rows) {
        return rows.stream().sorted(ORDER).map(Claimed::entry).toList();
    }

    private static Claimed claimed(SqlRow row) throws SQLException {
        return new Claimed(SqlOutboxRow.entry(row), row.number("ordinal"));
    }
}
