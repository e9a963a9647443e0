package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.optout.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table {@code crm_opt_out_push}: what is to be written to Salesforce. Rows are locked in the order of their ids. */
@ApplicationScoped
class SqlPushes {
    private static final String ADD = """
            INSERT INTO crm_opt_out_push AS p
                (salesforce_id, object, subject, is_background, state, generation, pending_since, tries, next_try_at)
            SELECT salesforce_id, object, subject, is_background, 'PENDING', 1, now.at, 0, now.at
            FROM unnest(?::text[], ?::text[], ?::text[], ?::boolean[]) AS t (salesforce_id, object, subject, is_background)
            CROSS JOIN (SELECT ?::timestamptz AS at) now
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET subject = EXCLUDED.subject, state = 'PENDING',
                is_background = EXCLUDED.is_background AND (p.is_background OR p.state <> 'PENDING'),
                generation = p.generation + 1,
                pending_since = CASE WHEN p.state = 'PENDING' THEN p.pending_since ELSE EXCLUDED.pending_since END,
                tries = 0, next_try_at = EXCLUDED.next_try_at, ended_at = NULL, error_code = NULL, error_words = NULL
            """;

    /** What is not out any more is not written. What somebody did goes before what was found in the background. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT p.salesforce_id, coalesce(s.is_out, false) AS is_out
                FROM crm_opt_out_push p LEFT JOIN unsubscribe_state s USING (subject)
                WHERE p.state = 'PENDING' AND p.next_try_at <= ?
                ORDER BY p.is_background, p.next_try_at LIMIT ? FOR UPDATE OF p SKIP LOCKED
            ), withdrawn AS (
                DELETE FROM crm_opt_out_push p USING due WHERE p.salesforce_id = due.salesforce_id AND NOT due.is_out
            )
            UPDATE crm_opt_out_push p SET tries = p.tries + 1, next_try_at = ?
            FROM due WHERE p.salesforce_id = due.salesforce_id AND due.is_out
            RETURNING p.salesforce_id, p.object, p.subject, p.is_background, p.generation, p.tries
            """;

    /** An answer to what was to be written before is not one to what is to be written now. */
    private static final String END = """
            WITH answered AS (
                SELECT p.salesforce_id, t.state, t.next_try_at, t.error_code, t.error_words
                FROM crm_opt_out_push p
                JOIN unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                    AS t (salesforce_id, generation, state, next_try_at, error_code, error_words)
                    ON p.salesforce_id = t.salesforce_id AND p.generation = t.generation AND p.state = 'PENDING'
                ORDER BY p.salesforce_id FOR UPDATE OF p
            ), moved AS (
                DELETE FROM crm_opt_out_push p USING answered a
                WHERE p.salesforce_id = a.salesforce_id AND a.state = 'MOVED'
            )
            UPDATE crm_opt_out_push p SET state = a.state, next_try_at = a.next_try_at, error_code = a.error_code,
                error_words = a.error_words, ended_at = CASE WHEN a.state <> 'PENDING' THEN ?::timestamptz END
            FROM answered a WHERE p.salesforce_id = a.salesforce_id AND a.state <> 'MOVED'
            """;

    private static final String WITHDRAW = """
            DELETE FROM crm_opt_out_push WHERE salesforce_id IN (
                SELECT salesforce_id FROM crm_opt_out_push WHERE subject = ANY (?::text[]) AND state <> 'SYNCED'
                ORDER BY salesforce_id FOR UPDATE)
            """;

    /** Everything of here that a complete reading did not find out there, unless it was written meanwhile. */
    private static final String REPEAT = """
            UPDATE crm_opt_out_push p SET state = 'PENDING', is_background = true, generation = p.generation + 1,
                pending_since = ?, tries = 0, next_try_at = ?, ended_at = NULL, error_code = NULL, error_words = NULL
            WHERE p.salesforce_id IN (
                SELECT q.salesforce_id FROM crm_opt_out_push q JOIN unsubscribe_state s USING (subject)
                WHERE s.is_out AND q.state <> 'PENDING' AND q.ended_at < ?
                  AND NOT EXISTS (SELECT FROM crm_opted_out k WHERE k.salesforce_id = q.salesforce_id)
                ORDER BY q.salesforce_id FOR UPDATE OF q)
            """;

    private final Database database;

    SqlPushes(Database database) {
        this.database = database;
    }

    /**
     * A record that is to say out.
     *
     * @param subject because of whom
     * @param background whether it goes behind what somebody did
     */
    record Target(String salesforceId, CrmObject object, Subject subject, boolean background) {}

    /**
     * A record that is being made to say out.
     *
     * @param generation how often it was to be written; an answer belongs to one
     * @param tries with this one
     */
    record Push(Target target, long generation, int tries) {
        String salesforceId() {
            return target.salesforceId();
        }

        CrmObject object() {
            return target.object();
        }
    }

    /** What became of it. */
    record Ended(Push push, PushOutcome outcome, Instant nextTryAt) {}

    /** Adds records, none twice; one that is there already is written again. */
    void add(List<Target> targets, Instant now) {
        database.update(
                ADD,
                parameters -> parameters
                        .texts(targets, Target::salesforceId)
                        .texts(targets, target -> target.object().name())
                        .texts(targets, target -> target.subject().key())
                        .flags(targets, Target::background)
                        .time(now));
    }

    /** Takes what is due, for nobody else until then. */
    List<Push> claim(Instant now, Instant until, int limit) {
        return database.list(
                CLAIM,
                parameters -> parameters.time(now).number(limit).time(until),
                row -> new Push(
                        new Target(
                                row.text("salesforce_id"),
                                CrmObject.valueOf(row.text("object")),
                                new Subject(row.text("subject")),
                                row.flag("is_background")),
                        row.number("generation"),
                        row.integer("tries")));
    }

    /** Keeps what became of them; one that moved is not written any more. */
    void end(List<Ended> ended, Instant now) {
        database.update(
                END,
                parameters -> parameters
                        .texts(ended, one -> one.push().salesforceId())
                        .numbers(ended, one -> one.push().generation())
                        .texts(ended, one -> state(one.outcome()))
                        .times(ended, Ended::nextTryAt)
                        .texts(ended, one -> code(one.outcome()).orElse(null))
                        .texts(ended, one -> one.outcome() instanceof PushOutcome.Failed failed ? failed.words() : null)
                        .time(now));
    }

    private static String state(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Written ignored -> "SYNCED";
            case PushOutcome.Again ignored -> "PENDING";
            case PushOutcome.Moved ignored -> "MOVED";
            case PushOutcome.Gone ignored -> "GONE";
            case PushOutcome.Failed ignored -> "FAILED";
        };
    }

    private static Optional<String> code(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Again again -> Optional.of(again.code());
            case PushOutcome.Failed failed -> Optional.of(failed.code());
            default -> Optional.empty();
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
}
