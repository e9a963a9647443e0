package dev.touchstone.salessync.task;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.task.TaskStore.DueFlags;
import dev.touchstone.salessync.task.rule.TaskFlags;
import dev.touchstone.salessync.task.rule.TaskFlags.Flag;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table {@code sales_email_flag}. Flags are kept by e-mail and person and not by task, so that it does not matter which of an e-mail and its
 * opens is recorded first, or by which transaction.
 */
@ApplicationScoped
class SqlTaskFlags {
    /** Sorted, so that transactions with the same e-mails wait for each other and do not block each other. What is not new is not due. */
    private static final String RAISE = """
            INSERT INTO sales_email_flag AS f (email_id, marketo_id, viewed, clicked, replied, due_at)
            SELECT email_id, marketo_id, viewed::boolean, clicked::boolean, replied::boolean, ?
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                AS t (email_id, marketo_id, viewed, clicked, replied)
            ORDER BY email_id, marketo_id
            ON CONFLICT (email_id, marketo_id) DO UPDATE SET viewed = f.viewed OR EXCLUDED.viewed,
                clicked = f.clicked OR EXCLUDED.clicked, replied = f.replied OR EXCLUDED.replied,
                due_at = coalesce(f.due_at, EXCLUDED.due_at)
            WHERE (EXCLUDED.viewed AND NOT f.viewed) OR (EXCLUDED.clicked AND NOT f.clicked)
               OR (EXCLUDED.replied AND NOT f.replied)
            """;

    private static final String SELLERS = """
            SELECT DISTINCT t.seller FROM sales_email_flag f
            JOIN crm_task t ON t.email_id = f.email_id AND t.marketo_id = f.marketo_id AND t.kind = 'EMAIL'
            WHERE f.due_at <= ?
            """;

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT f.email_id, f.marketo_id FROM sales_email_flag f
                WHERE f.due_at <= ? AND EXISTS (
                    SELECT 1 FROM crm_task t
                    WHERE t.email_id = f.email_id AND t.marketo_id = f.marketo_id AND t.kind = 'EMAIL' AND t.seller = ?)
                ORDER BY f.due_at LIMIT ? FOR UPDATE OF f SKIP LOCKED
            ), later AS (
                UPDATE sales_email_flag f SET due_at = ? FROM due
                WHERE f.email_id = due.email_id AND f.marketo_id = due.marketo_id
                RETURNING f.email_id, f.marketo_id, f.viewed, f.clicked, f.replied
            )
            SELECT l.email_id, l.marketo_id, l.viewed, l.clicked, l.replied, t.task_key, t.flags_written, o.remote_id
            FROM later l
            JOIN crm_task t ON t.email_id = l.email_id AND t.marketo_id = l.marketo_id AND t.kind = 'EMAIL' AND t.seller = ?
            JOIN outbox o ON o.outbox_key = t.task_key
            WHERE o.state = 'DONE' AND o.remote_id IS NOT NULL
            ORDER BY t.task_key
            """;

    /** What has no task that waits for it is not looked at again: a task that comes later is made with the flags of that time. */
    private static final String DROP = """
            WITH idle AS MATERIALIZED (
                SELECT f.email_id, f.marketo_id FROM sales_email_flag f
                WHERE f.due_at <= ? AND NOT EXISTS (
                    SELECT 1 FROM crm_task t JOIN outbox o ON o.outbox_key = t.task_key
                    WHERE t.email_id = f.email_id AND t.marketo_id = f.marketo_id AND t.kind = 'EMAIL'
                      AND o.state NOT IN ('SKIPPED', 'DEAD'))
                FOR UPDATE OF f SKIP LOCKED
            )
            UPDATE sales_email_flag f SET due_at = NULL FROM idle
            WHERE f.email_id = idle.email_id AND f.marketo_id = idle.marketo_id
            """;

    /** What was raised while the call was under way is not in what was written, and stays due. */
    private static final String SETTLE = """
            WITH told AS MATERIALIZED (
                SELECT f.email_id, f.marketo_id
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    AS t (email_id, marketo_id, viewed, clicked, replied)
                JOIN sales_email_flag f ON f.email_id = t.email_id AND f.marketo_id = t.marketo_id
                    AND f.viewed = t.viewed::boolean AND f.clicked = t.clicked::boolean AND f.replied = t.replied::boolean
                ORDER BY f.email_id, f.marketo_id FOR UPDATE OF f
            )
            UPDATE sales_email_flag f SET due_at = NULL FROM told
            WHERE f.email_id = told.email_id AND f.marketo_id = told.marketo_id
            """;

    private static final String MOVE = """
            WITH moved AS (DELETE FROM sales_email_flag WHERE marketo_id = ? RETURNING email_id, viewed, clicked, replied)
            INSERT INTO sales_email_flag AS f (email_id, marketo_id, viewed, clicked, replied, due_at)
            SELECT email_id, ?, viewed, clicked, replied, now() FROM moved ORDER BY email_id
            ON CONFLICT (email_id, marketo_id) DO UPDATE SET viewed = f.viewed OR EXCLUDED.viewed,
                clicked = f.clicked OR EXCLUDED.clicked, replied = f.replied OR EXCLUDED.replied, due_at = now()
            """;

    private static final String ERASE = "DELETE FROM sales_email_flag WHERE marketo_id = ANY (?)";

    private static final String WRITTEN = """
            UPDATE crm_task t SET flags_written = ARRAY(
                SELECT DISTINCT w FROM unnest(t.flags_written || string_to_array(f.flags, ',')) AS w WHERE w <> '' ORDER BY w)
            FROM unnest(?::text[], ?::text[]) AS f (task_key, flags) WHERE t.task_key = f.task_key
            """;

    private static final String DUE = """
            UPDATE sales_email_flag f SET due_at = ? FROM crm_task t
            WHERE t.task_key = ANY (?::text[]) AND t.kind = 'EMAIL' AND f.email_id = t.email_id AND f.marketo_id = t.marketo_id
            """;

    private final Database database;

    SqlTaskFlags(Database database) {
        this.database = database;
    }

    void raise(Map<PersonEmail, TaskFlags> raised, Instant dueAt) {
        List<Map.Entry<PersonEmail, TaskFlags>> rows = List.copyOf(raised.entrySet());
        database.update(
                RAISE,
                parameters -> parameters
                        .time(dueAt)
                        .texts(rows, row -> row.getKey().emailId())
                        .numbers(rows, row -> row.getKey().marketoId())
                        .texts(rows, row -> has(row.getValue(), Flag.VIEWED))
                        .texts(rows, row -> has(row.getValue(), Flag.CLICKED))
                        .texts(rows, row -> has(row.getValue(), Flag.REPLIED)));
    }

    Set<String> sellers(Instant now) {
        database.update(DROP, parameters -> parameters.time(now));
        return new HashSet<>(database.list(SELLERS, parameters -> parameters.time(now), row -> row.text("seller")));
    }

    List<DueFlags> claim(String seller, Instant now, Instant until, int limit) {
        return database.list(
                CLAIM,
                parameters -> parameters
                        .time(now)
                        .text(seller)
                        .number(limit)
                        .time(until)
                        .text(seller),
                row -> new DueFlags(
                        row.text("task_key"),
                        row.text("remote_id"),
                        new PersonEmail(row.text("email_id"), row.number("marketo_id")),
                        SqlTaskRow.flags(row),
                        new TaskFlags(row.texts("flags_written").stream()
                                .map(Flag::valueOf)
                                .collect(Collectors.toSet()))));
    }

    void settled(List<DueFlags> rows) {
        database.update(
                SETTLE,
                parameters -> parameters
                        .texts(rows, row -> row.email().emailId())
                        .numbers(rows, row -> row.email().marketoId())
                        .texts(rows, row -> has(row.flags(), Flag.VIEWED))
                        .texts(rows, row -> has(row.flags(), Flag.CLICKED))
                        .texts(rows, row -> has(row.flags(), Flag.REPLIED)));
    }

    void written(Map<String, TaskFlags> written) {
        List<Map.Entry<String, TaskFlags>> rows = List.copyOf(written.entrySet());
        database.update(
                WRITTEN,
                parameters -> parameters.texts(rows, Map.Entry::getKey).texts(rows, row -> names(row.getValue())));
    }

    void due(Collection<String> keys, Instant dueAt) {
        List<String> wanted = List.copyOf(keys);
        database.update(DUE, parameters -> parameters.time(dueAt).texts(wanted, key -> key));
    }

    void move(long loser, long winner) {
        database.update(MOVE, parameters -> parameters.number(loser).number(winner));
    }

    void erase(Collection<Long> marketoIds) {
        database.update(ERASE, parameters -> parameters.numbers(List.copyOf(marketoIds), id -> id));
    }

    private static String has(TaskFlags flags, Flag flag) {
        return String.valueOf(flags.set().contains(flag));
    }

    private static String names(TaskFlags flags) {
        return flags.set().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }
}
