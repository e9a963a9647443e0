package dev.touchstone.salessync.outbox;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code outbox} and {@code outbox_tally}. */
@ApplicationScoped
class SqlOutboxStore implements OutboxStore {
    private static final String ACCEPT = """
            INSERT INTO outbox (outbox_key, lane, topic, order_key, event_at, accepted_at, state, due_at, cause,
                attempt_count, system_error_count, read_back_count, alias_tried, shortened, possible_duplicate)
            SELECT outbox_key, ?, topic, order_key, event_at::timestamptz, ?, state, due_at::timestamptz, cause,
                0, 0, 0, false, false, false
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                WITH ORDINALITY AS t (outbox_key, topic, order_key, event_at, state, due_at, cause, position)
            ORDER BY position
            """;

    /**
     * Fenced: what another process took over is left to it. Locked in the order of keys, as everywhere, so that two transactions with
     * the same rows wait for each other and do not block each other.
     */
    private static final String STORE = """
            WITH locked AS MATERIALIZED (
                SELECT outbox_key FROM outbox WHERE outbox_key = ANY (?::text[]) ORDER BY outbox_key FOR UPDATE
            )
            UPDATE outbox o SET state = t.state, due_at = t.due_at::timestamptz, cause = t.cause, code = t.code,
                remote_id = t.remote_id, group_id = t.group_id::uuid,
                attempt_count = t.attempts, system_error_count = t.system_errors,
                troubled_at = t.troubled_at::timestamptz, read_back_count = t.read_backs, alias_tried = t.alias_tried,
                shortened = t.shortened, possible_duplicate = t.possible_duplicate,
                lease_owner = NULL, lease_until = NULL, fence = o.fence + t.step
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::int[], ?::int[], ?::text[], ?::int[], ?::text[]::boolean[], ?::text[]::boolean[],
                        ?::text[]::boolean[], ?::bigint[])
                AS t (outbox_key, fence, state, due_at, cause, code, remote_id, group_id, attempts, system_errors,
                    troubled_at, read_backs, alias_tried, shortened, possible_duplicate, step)
            WHERE o.outbox_key = t.outbox_key AND o.fence = t.fence AND (t.step = 1 OR o.lease_owner = ?)
              AND o.outbox_key IN (SELECT outbox_key FROM locked)
            RETURNING o.outbox_key
            """;

    private static final String TAKE = """
            UPDATE outbox o SET lease_owner = ?, lease_until = clock_timestamp() + ? * interval '1 millisecond',
                fence = o.fence + 1
            WHERE o.outbox_key IN (
                SELECT outbox_key FROM outbox
                WHERE lane = ? AND state = ? AND (state = 'SENDING' OR due_at <= ?) AND topic = ANY (?::text[])
                  AND (lease_until IS NULL OR lease_until < clock_timestamp())
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING o.*
            """;

    private static final String RENEW = """
            WITH held AS MATERIALIZED (
                SELECT outbox_key FROM outbox
                WHERE lease_owner = ANY (?::text[]::uuid[])
                  AND state IN ('SENDING', 'RESOLVE_ALIAS', 'IN_DOUBT', 'BLOCKED_SCHEMA')
                ORDER BY outbox_key FOR UPDATE
            )
            UPDATE outbox SET lease_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE outbox_key IN (SELECT outbox_key FROM held)
            """;

    private static final String LOCK =
            "SELECT * FROM outbox WHERE outbox_key = ANY (?::text[]) ORDER BY outbox_key FOR UPDATE";

    private static final String LOCK_DEAD = """
            SELECT * FROM outbox WHERE lane = ? AND order_key = ? AND state = 'DEAD' ORDER BY outbox_key FOR UPDATE
            """;

    /** Open and dead rows apart, because each have their index. What waits for its alias has it now; the winner has none. */
    private static final String MOVE = """
            WITH moved AS MATERIALIZED (
                SELECT o.outbox_key, t.target FROM unnest(?::bigint[], ?::bigint[]) AS t (order_key, target)
                JOIN outbox o ON o.order_key = t.order_key
                WHERE o.lane = ? AND o.state %s
                ORDER BY o.outbox_key FOR UPDATE OF o
            )
            UPDATE outbox o SET order_key = m.target,
                state = CASE o.state WHEN 'RESOLVE_ALIAS' THEN 'PENDING' ELSE o.state END
            FROM moved m WHERE o.outbox_key = m.outbox_key
            """;

    private static final String MOVE_OPEN =
            MOVE.formatted("IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')");
    private static final String MOVE_DEAD = MOVE.formatted("= 'DEAD'");

    private static final String HAS_OPEN = """
            SELECT EXISTS (SELECT 1 FROM outbox WHERE lane = ? AND state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS',
                'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')) AS open
            """;

    /** From one lane to the next along the index, however many rows each has. */
    private static final String OPEN_LANES = """
            WITH RECURSIVE next AS (
                (SELECT lane FROM outbox WHERE state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT',
                    'BLOCKED_SCHEMA') ORDER BY lane LIMIT 1)
                UNION ALL
                SELECT (SELECT o.lane FROM outbox o WHERE o.lane > next.lane AND o.state IN ('PENDING', 'SENDING',
                    'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA') ORDER BY o.lane LIMIT 1)
                FROM next WHERE next.lane IS NOT NULL
            )
            SELECT lane FROM next WHERE starts_with(lane, ?) ORDER BY lane
            """;

    private static final String COUNTS_OF_ALL = """
            SELECT what, sum(amount)::bigint AS amount FROM outbox_tally WHERE starts_with(lane, ?) GROUP BY what
            """;

    private static final String OLDEST_OF_ALL = """
            SELECT min(accepted_at) AS accepted_at FROM outbox
            WHERE starts_with(lane, ?)
              AND state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
            """;

    private static final String COUNTS = """
            SELECT what, sum(amount)::bigint AS amount FROM outbox_tally WHERE lane = ? GROUP BY what
            """;

    private static final String OLDEST = """
            SELECT min(accepted_at) AS accepted_at FROM outbox
            WHERE lane = ? AND state IN ('PENDING', 'SENDING', 'RESOLVE_ALIAS', 'WAIT_QUOTA', 'IN_DOUBT', 'BLOCKED_SCHEMA')
            """;

    /** A reader sees the rows as they were or their sum, never both and never neither. */
    private static final String FOLD = """
            WITH taken AS (DELETE FROM outbox_tally RETURNING lane, what, amount)
            INSERT INTO outbox_tally (lane, what, amount)
            SELECT lane, what, sum(amount) FROM taken GROUP BY lane, what HAVING sum(amount) <> 0
            """;

    private final Database database;
    private final SqlOutboxClaim claims;
    private final SqlOutboxLane lanes;

    SqlOutboxStore(Database database, SqlOutboxClaim claims, SqlOutboxLane lanes) {
        this.database = database;
        this.claims = claims;
        this.lanes = lanes;
    }

    @Override
    public void accept(String lane, List<OutboxEntry> rows, Instant now) {
        database.update(
                ACCEPT,
                parameters -> parameters
                        .text(lane)
                        .time(now)
                        .texts(rows, OutboxEntry::key)
                        .texts(rows, OutboxEntry::topic)
                        .numbers(rows, OutboxEntry::orderKey)
                        .texts(rows, row -> row.eventAt().toString())
                        .texts(rows, row -> row.state().name())
                        .texts(rows, row -> row.status().dueAt().toString())
                        .texts(rows, row -> row.status().cause()));
    }

    @Override
    public List<OutboxEntry> claim(String lane, UUID worker, OutboxPolicy policy, Instant now) {
        return claims.claim(lane, worker, policy, now);
    }

    @Override
    public List<OutboxEntry> take(Wanted wanted, UUID worker, Duration lease, Instant now, int limit) {
        return database.list(
                TAKE,
                parameters -> parameters
                        .uuid(worker)
                        .number(lease.toMillis())
                        .text(wanted.lane())
                        .text(wanted.state().name())
                        .time(now)
                        .texts(wanted.topics(), topic -> topic)
                        .number(limit),
                SqlOutboxRow::entry);
    }

    @Override
    public Set<String> store(UUID worker, List<OutboxEntry> rows) {
        return Set.copyOf(write(rows, 0, worker));
    }

    @Override
    public void overwrite(List<OutboxEntry> rows) {
        int written = write(rows, 1, null).size();
        if (written != rows.size()) {
            throw new IllegalStateException(
                    "rows that are locked do not change but " + (rows.size() - written) + " did");
        }
    }

    /** A step of the fence keeps a lease's owner out; without one the owner itself writes. */
    private List<String> write(List<OutboxEntry> rows, long step, @Nullable UUID worker) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return database.list(
                STORE, parameters -> bind(parameters, rows, step).uuid(worker), row -> row.text("outbox_key"));
    }

    private static SqlParameters bind(SqlParameters parameters, List<OutboxEntry> rows, long step) throws SQLException {
        return parameters
                .texts(rows, OutboxEntry::key)
                .texts(rows, OutboxEntry::key)
                .numbers(rows, OutboxEntry::fence)
                .texts(rows, row -> row.state().name())
                .texts(rows, row -> row.status().dueAt().toString())
                .texts(rows, row -> row.status().cause())
                .texts(rows, row -> row.status().code())
                .texts(rows, row -> row.status().remoteId())
                .texts(rows, row -> textOf(row.status().group()))
                .numbers(rows, row -> (long) row.history().attempts())
                .numbers(rows, row -> (long) row.history().systemErrors())
                .texts(rows, row -> textOf(row.history().troubledAt()))
                .numbers(rows, row -> (long) row.history().readBacks())
                .texts(rows, row -> String.valueOf(row.history().marks().aliasTried()))
                .texts(rows, row -> String.valueOf(row.history().marks().shortened()))
                .texts(rows, row -> String.valueOf(row.history().marks().possibleDuplicate()))
                .numbers(rows, row -> step);
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public int renew(Collection<UUID> workers, Duration lease) {
        List<UUID> list = List.copyOf(workers);
        return list.isEmpty()
                ? 0
                : database.update(
                        RENEW,
                        parameters -> parameters.texts(list, UUID::toString).number(lease.toMillis()));
    }

    @Override
    public List<OutboxEntry> lock(Collection<String> keys) {
        List<String> list = List.copyOf(keys);
        return database.list(LOCK, parameters -> parameters.texts(list, key -> key), SqlOutboxRow::entry);
    }

    @Override
    public void move(String lane, Map<Long, Long> targets) {
        List<Map.Entry<Long, Long>> pairs = List.copyOf(targets.entrySet());
        for (String statement : List.of(MOVE_OPEN, MOVE_DEAD)) {
            database.update(
                    statement,
                    parameters -> parameters
                            .numbers(pairs, Map.Entry::getKey)
                            .numbers(pairs, Map.Entry::getValue)
                            .text(lane));
        }
    }

    @Override
    public List<OutboxEntry> lockDead(String lane, long orderKey) {
        return database.list(LOCK_DEAD, parameters -> parameters.text(lane).number(orderKey), SqlOutboxRow::entry);
    }

    @Override
    public boolean hasOpen(String lane) {
        return database.get(HAS_OPEN, parameters -> parameters.text(lane), row -> row.flag("open"));
    }

    @Override
    public LaneState lane(String lane) {
        return lanes.find(lane);
    }

    @Override
    public LaneState lockLane(String lane) {
        return lanes.lock(lane);
    }

    @Override
    public void storeLane(String lane, LaneState state) {
        lanes.store(lane, state);
    }

    @Override
    public List<String> openLanes(String prefix) {
        return database.list(OPEN_LANES, parameters -> parameters.text(prefix), row -> row.text("lane"));
    }

    @Override
    public OutboxCounts counts(String lane) {
        return counts(COUNTS, OLDEST, lane);
    }

    @Override
    public OutboxCounts countsOfAll(String prefix) {
        return counts(COUNTS_OF_ALL, OLDEST_OF_ALL, prefix);
    }

    private OutboxCounts counts(String statement, String oldestStatement, String lanes) {
        Map<String, Long> sums = new HashMap<>();
        database.list(
                        statement,
                        parameters -> parameters.text(lanes),
                        row -> Map.entry(row.text("what"), row.number("amount")))
                .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
        Map<OutboxState, Long> byState = new EnumMap<>(OutboxState.class);
        for (OutboxState state : OutboxState.values()) {
            long count = sums.getOrDefault(state.name(), 0L);
            if (count != 0) {
                byState.put(state, count);
            }
        }
        Optional<Instant> oldest = database.get(
                oldestStatement, parameters -> parameters.text(lanes), row -> row.optionalTime("accepted_at"));
        return new OutboxCounts(
                sums.getOrDefault("ACCEPTED", 0L),
                byState,
                sums.getOrDefault("POSSIBLE_DUPLICATE", 0L),
                sums.getOrDefault("OUT_OF_ORDER", 0L),
                oldest.orElse(null));
    }

    @Override
    public void foldCounts() {
        database.update(FOLD, parameters -> {});
    }
}
