package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.optout.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code crm_opt_out_push}: what is to be written to Salesforce. */
@ApplicationScoped
class SqlPushes {
    private static final String ADD = """
            INSERT INTO crm_opt_out_push AS p
                (salesforce_id, object, subject, state, generation, pending_since, tries, next_try_at)
            SELECT salesforce_id, object, subject, 'PENDING', 1, ?::timestamptz, 0, ?::timestamptz
            FROM unnest(?::text[], ?::text[], ?::text[]) AS t (salesforce_id, object, subject)
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET subject = EXCLUDED.subject, state = 'PENDING',
                generation = p.generation + 1,
                pending_since = CASE WHEN p.state = 'PENDING' THEN p.pending_since ELSE EXCLUDED.pending_since END,
                tries = 0, next_try_at = EXCLUDED.next_try_at, ended_at = NULL, error_code = NULL, error_words = NULL
            """;

    /** What is not out any more is not written. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT p.salesforce_id, coalesce(s.is_out, false) AS is_out
                FROM crm_opt_out_push p LEFT JOIN unsubscribe_state s USING (subject)
                WHERE p.state = 'PENDING' AND p.next_try_at <= ?
                ORDER BY p.next_try_at LIMIT ? FOR UPDATE OF p SKIP LOCKED
            ), withdrawn AS (
                DELETE FROM crm_opt_out_push p USING due WHERE p.salesforce_id = due.salesforce_id AND NOT due.is_out
            )
            UPDATE crm_opt_out_push p SET tries = p.tries + 1, next_try_at = ?
            FROM due WHERE p.salesforce_id = due.salesforce_id AND due.is_out
            RETURNING p.salesforce_id, p.object, p.generation, p.tries
            """;

    /** An answer to what was to be written before is not one to what is to be written now. */
    private static final String END = """
            UPDATE crm_opt_out_push p SET state = t.state, next_try_at = t.next_try_at, error_code = t.error_code,
                error_words = t.error_words, ended_at = CASE WHEN t.state <> 'PENDING' THEN ?::timestamptz END
            FROM unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                AS t (salesforce_id, generation, state, next_try_at, error_code, error_words)
            WHERE p.salesforce_id = t.salesforce_id AND p.generation = t.generation AND p.state = 'PENDING'
            """;

    private static final String WITHDRAW =
            "DELETE FROM crm_opt_out_push WHERE subject = ANY (?::text[]) AND state IN ('PENDING', 'FAILED')";

    /** Everything of here that a complete reading did not find out there, unless it was written meanwhile. */
    private static final String REPEAT = """
            UPDATE crm_opt_out_push p SET state = 'PENDING', generation = p.generation + 1, pending_since = ?, tries = 0,
                next_try_at = ?, ended_at = NULL, error_code = NULL, error_words = NULL
            FROM unsubscribe_state s
            WHERE s.subject = p.subject AND s.is_out AND p.state <> 'PENDING' AND p.ended_at < ?
              AND NOT EXISTS (SELECT FROM crm_opted_out k WHERE k.salesforce_id = p.salesforce_id)
            """;

    private static final String FAILED = """
            SELECT salesforce_id, object, error_code, coalesce(error_words, '') AS words, pending_since
            FROM crm_opt_out_push WHERE state = 'FAILED' AND salesforce_id > ? ORDER BY salesforce_id LIMIT ?
            """;

    private static final String TROUBLE = """
            SELECT (SELECT count(*) FROM crm_opt_out_push WHERE state = 'FAILED') AS failed,
                (SELECT count(*) FROM crm_opt_out_push WHERE state = 'PENDING' AND pending_since < ?) AS late
            """;

    private final Database database;

    SqlPushes(Database database) {
        this.database = database;
    }

    /** A record that is to say out, because of whom. */
    record Target(String salesforceId, CrmObject object, Subject subject) {}

    /**
     * A record that is being made to say out.
     *
     * @param generation how often it was to be written; an answer belongs to one
     * @param tries with this one
     */
    record Push(String salesforceId, CrmObject object, long generation, int tries) {}

    /** What became of it. */
    record Ended(Push push, PushOutcome outcome, Instant nextTryAt) {}

    /** An opt-out that Salesforce refuses. */
    record Failed(String salesforceId, CrmObject object, String code, String words, Instant since) {}

    /** How many are refused, and how many wait for too long. */
    record Trouble(long failed, long late) {}

    /** Adds records, none twice; one that is there already is written again. */
    void add(List<Target> targets, Instant now) {
        database.update(
                ADD,
                parameters -> parameters
                        .time(now)
                        .time(now)
                        .texts(targets, Target::salesforceId)
                        .texts(targets, target -> target.object().name())
                        .texts(targets, target -> target.subject().key()));
    }

    /** Takes what is due, for nobody else until then. */
    List<Push> claim(Instant now, Instant until, int limit) {
        return database.list(
                CLAIM,
                parameters -> parameters.time(now).number(limit).time(until),
                row -> new Push(
                        row.text("salesforce_id"),
                        CrmObject.valueOf(row.text("object")),
                        row.number("generation"),
                        row.integer("tries")));
    }

    void end(List<Ended> ended, Instant now) {
        database.update(
                END,
                parameters -> parameters
                        .time(now)
                        .texts(ended, one -> one.push().salesforceId())
                        .numbers(ended, one -> one.push().generation())
                        .texts(ended, one -> state(one.outcome()))
                        .times(ended, Ended::nextTryAt)
                        .texts(ended, one -> code(one.outcome()).orElse(null))
                        .texts(ended, one -> one.outcome() instanceof PushOutcome.Failed failed ? failed.words() : null));
    }

    private static String state(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Written ignored -> "SYNCED";
            case PushOutcome.Again ignored -> "PENDING";
            case PushOutcome.Failed ignored -> "FAILED";
        };
    }

    private static Optional<String> code(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Written ignored -> Optional.empty();
            case PushOutcome.Again again -> Optional.of(again.code());
            case PushOutcome.Failed failed -> Optional.of(failed.code());
        };
    }

    /** Writes nothing of this any more. */
    void withdraw(Collection<Subject> subjects) {
        database.update(WITHDRAW, parameters -> parameters.texts(List.copyOf(subjects), Subject::key));
    }

    /**
     * Writes again what Salesforce does not have.
     *
     * @param since when the reading began that found out what it has
     * @return how many records
     */
    int repeat(Instant since, Instant now) {
        return database.update(
                REPEAT, parameters -> parameters.time(now).time(now).time(since));
    }

    /** What Salesforce refuses, by id. */
    List<Failed> failed(String afterId, int limit) {
        return database.list(
                FAILED, parameters -> parameters.text(afterId).number(limit), SqlPushes::failed);
    }

    private static Failed failed(SqlRow row) throws SQLException {
        return new Failed(
                row.text("salesforce_id"),
                CrmObject.valueOf(row.text("object")),
                row.text("error_code"),
                row.text("words"),
                row.time("pending_since"));
    }

    Trouble trouble(Instant lateBefore) {
        return database.get(
                TROUBLE,
                parameters -> parameters.time(lateBefore),
                row -> new Trouble(row.number("failed"), row.number("late")));
    }
}
