package dev.touchstone.salessync.optout;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables {@code unsubscribe_ledger} and {@code unsubscribe_state}. */
@ApplicationScoped
class SqlLedgerStore {
    /** Of whoever was forgotten the id is not kept again. */
    private static final String OPEN = """
            INSERT INTO unsubscribe_state (subject, marketo_id, is_out, is_erased, entry_count)
            SELECT subject, CASE WHEN f.id_hash IS NULL THEN t.marketo_id END, false, false, 0
            FROM unnest(?::text[], ?::bigint[]) AS t (subject, marketo_id)
            LEFT JOIN forgotten_person f
                ON f.id_hash = CASE WHEN t.marketo_id IS NOT NULL THEN decode(substring(subject FROM 8), 'hex') END
            ORDER BY subject
            ON CONFLICT (subject) DO NOTHING
            """;

    private static final String FORGET =
            "UPDATE unsubscribe_state SET marketo_id = NULL WHERE marketo_id = ANY (?::bigint[])";

    private static final String STATES = """
            SELECT subject, is_out, is_erased, entry_count FROM unsubscribe_state WHERE subject = ANY (?::text[])
            ORDER BY subject
            """;

    private static final String LOCK = STATES + " FOR UPDATE";

    private static final String APPEND = """
            INSERT INTO unsubscribe_ledger (subject, entry_number, act_id, action, source, author, note, evidence, recorded_at)
            SELECT subject, entry_number, ?, ?, ?, ?, ?, ?, ?
            FROM unnest(?::text[], ?::bigint[]) AS t (subject, entry_number)
            """;

    private static final String FOLLOW = """
            UPDATE unsubscribe_state s SET is_out = t.is_out, is_erased = t.is_erased, entry_count = t.entry_count
            FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) AS t0 (subject, out_text, erased_text, entry_count)
            CROSS JOIN LATERAL (SELECT t0.out_text::boolean AS is_out, t0.erased_text::boolean AS is_erased,
                t0.entry_count AS entry_count) t
            WHERE s.subject = t0.subject
            """;

    /** What was said of several subjects together is one line. */
    private static final String HISTORY = """
            SELECT DISTINCT ON (act_id) act_id, action, source, author, note, evidence, recorded_at
            FROM unsubscribe_ledger WHERE subject = ANY (?::text[]) AND act_id < ?
            ORDER BY act_id DESC LIMIT ?
            """;

    private final Database database;

    SqlLedgerStore(Database database) {
        this.database = database;
    }

    /** The states of subjects of which something was said; others are missing. */
    List<OptOutState> states(Collection<Subject> subjects) {
        return read(STATES, List.copyOf(subjects));
    }

    /**
     * The states of all these subjects, locked until the end of the caller's transaction. Subjects are locked in one order, so
     * that transactions wait for each other and never block each other.
     *
     * @param marketoIds of those of the subjects who are people
     */
    List<OptOutState> lock(Collection<Subject> subjects, Map<Subject, Long> marketoIds) {
        List<Subject> sorted = subjects.stream().sorted().distinct().toList();
        database.update(
                OPEN, parameters -> parameters.texts(sorted, Subject::key).numbers(sorted, marketoIds::get));
        return read(LOCK, sorted);
    }

    /** Takes Marketo ids out; what was said stays, by the hash of the id. */
    void forgetIds(List<Long> marketoIds) {
        database.update(FORGET, parameters -> parameters.numbers(marketoIds, id -> id));
    }

    private List<OptOutState> read(String sql, List<Subject> subjects) {
        return database.list(
                sql,
                parameters -> parameters.texts(subjects, Subject::key),
                row -> new OptOutState(
                        new Subject(row.text("subject")),
                        row.flag("is_out"),
                        row.flag("is_erased"),
                        row.number("entry_count")));
    }

    /** Keeps what was said and what follows from it. The caller has locked the states that these come after. */
    void append(LedgerEntry entry, List<OptOutState> followed) {
        database.update(APPEND, parameters -> {
            parameters.uuid(entry.actId());
            switch (entry.fact()) {
                case OptOutFact.Unsubscribe fact ->
                    parameters
                            .text("UNSUBSCRIBE")
                            .text(fact.source().name())
                            .text(fact.author())
                            .text(fact.note())
                            .text("");
                case OptOutFact.Resubscribe fact ->
                    parameters
                            .text("RESUBSCRIBE")
                            .text(UnsubscribeSource.ADMINISTRATOR.name())
                            .text(fact.author())
                            .text(fact.reason())
                            .text(fact.evidence());
            }
            parameters
                    .time(entry.at())
                    .texts(followed, state -> state.subject().key())
                    .numbers(followed, OptOutState::entries);
        });
        database.update(
                FOLLOW,
                parameters -> parameters
                        .texts(followed, state -> state.subject().key())
                        .texts(followed, state -> Boolean.toString(state.out()))
                        .texts(followed, state -> Boolean.toString(state.erased()))
                        .numbers(followed, OptOutState::entries));
    }

    /**
     * What was said of any of these subjects, latest first.
     *
     * @param before only what was said before this act
     */
    List<LedgerEntry> history(Collection<Subject> subjects, UUID before, int limit) {
        return database.list(
                HISTORY,
                parameters -> parameters
                        .texts(List.copyOf(subjects), Subject::key)
                        .uuid(before)
                        .number(limit),
                SqlLedgerStore::entry);
    }

    private static LedgerEntry entry(SqlRow row) throws SQLException {
        Instant at = row.time("recorded_at");
        OptOutFact fact = row.text("action").equals("RESUBSCRIBE")
                ? new OptOutFact.Resubscribe(row.text("author"), row.text("note"), row.text("evidence"))
                : new OptOutFact.Unsubscribe(
                        UnsubscribeSource.valueOf(row.text("source")), row.text("author"), row.text("note"));
        return new LedgerEntry(row.uuid("act_id"), fact, at);
    }
}
