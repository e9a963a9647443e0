package dev.touchstone.salessync.diagnostic;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code dead_letter}. */
@ApplicationScoped
class SqlDeadLetterStore {
    private static final String COLUMNS =
            " kind, key, cause, code, sentence, marketo_id, first_at, last_at, failure_count, retried_at ";

    /** Sorted, so that two transactions that put the same letters wait for each other and do not block each other. */
    private static final String PUT = """
            INSERT INTO dead_letter AS d (kind, key, cause, code, sentence, marketo_id, first_at, last_at, failure_count)
            SELECT kind, key, cause, code, sentence, marketo_id, at::timestamptz, at::timestamptz, 1
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                AS t (kind, key, cause, code, sentence, marketo_id, at)
            ORDER BY kind, key
            ON CONFLICT (kind, key) DO UPDATE SET cause = EXCLUDED.cause, code = EXCLUDED.code,
                sentence = EXCLUDED.sentence, marketo_id = EXCLUDED.marketo_id,
                last_at = greatest(d.last_at, EXCLUDED.last_at), failure_count = d.failure_count + 1, retried_at = NULL
            """;

    /** One that is just being given back is left to that: it holds the letter and waits for what its owner holds. */
    private static final String SETTLE = """
            DELETE FROM dead_letter WHERE kind = ? AND key IN (
                SELECT key FROM dead_letter WHERE kind = ? AND key = ANY (?::text[]) ORDER BY key FOR UPDATE SKIP LOCKED)
            """;

    private static final String FORGET = "DELETE FROM dead_letter WHERE marketo_id = ANY (?::bigint[])";

    private static final String CAUSES = """
            SELECT c.kind, c.cause, c.waiting, c.retrying, c.group_first_at, c.group_last_at, e.*
            FROM (SELECT kind, cause, count(*) FILTER (WHERE retried_at IS NULL) AS waiting, count(retried_at) AS retrying,
                         min(first_at) AS group_first_at, max(last_at) AS group_last_at
                  FROM dead_letter GROUP BY kind, cause) c
            CROSS JOIN LATERAL (
                  SELECT key, code, sentence, marketo_id, first_at, last_at, failure_count, retried_at FROM dead_letter d
                  WHERE d.kind = c.kind AND d.cause = c.cause ORDER BY d.last_at DESC, d.key LIMIT ?) e
            ORDER BY c.waiting + c.retrying DESC, c.kind, c.cause, e.last_at DESC, e.key
            """;

    private static final String COUNTS = """
            SELECT kind, count(*) FILTER (WHERE retried_at IS NULL) AS waiting, count(retried_at) AS retrying,
                   min(first_at) FILTER (WHERE retried_at IS NULL) AS oldest_waiting_at
            FROM dead_letter GROUP BY kind
            """;

    /** An empty kind or cause is any. */
    private static final String LIST = "SELECT" + COLUMNS + """
            FROM dead_letter
            WHERE (? = '' OR kind = ?) AND (? = '' OR cause = ?) AND (kind, cause, key) > (?, ?, ?)
            ORDER BY kind, cause, key LIMIT ?
            """;

    private static final String FIND = "SELECT" + COLUMNS + "FROM dead_letter WHERE kind = ? AND key = ?";

    private static final String TAKE_ONE = """
            UPDATE dead_letter SET retried_at = ? WHERE kind = ? AND key = ? AND retried_at IS NULL RETURNING key
            """;

    /** In the order of keys, so that what fails again meanwhile is not given back for ever; no clock has a say in it. */
    private static final String TAKE_SOME = """
            UPDATE dead_letter SET retried_at = ? WHERE kind = ? AND key IN (
                SELECT key FROM dead_letter
                WHERE kind = ? AND cause = ? AND retried_at IS NULL AND key > ?
                ORDER BY key LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING key
            """;

    private final Database database;

    SqlDeadLetterStore(Database database) {
        this.database = database;
    }

    /** A place in the order of the lists. */
    record Place(String kind, String cause, String key) {
        static final Place BEGINNING = new Place("", "", "");
    }

    void put(List<DeadLetter> letters) {
        database.update(
                PUT,
                parameters -> parameters
                        .texts(letters, DeadLetter::kind)
                        .texts(letters, DeadLetter::key)
                        .texts(letters, DeadLetter::cause)
                        .texts(letters, DeadLetter::code)
                        .texts(letters, DeadLetter::sentence)
                        .numbers(
                                letters,
                                letter -> letter.marketoId().isPresent()
                                        ? letter.marketoId().getAsLong()
                                        : null)
                        .texts(letters, letter -> letter.at().toString()));
    }

    void settle(String kind, List<String> keys) {
        database.update(SETTLE, parameters -> parameters.text(kind).text(kind).texts(keys, key -> key));
    }

    void forget(List<Long> marketoIds) {
        database.update(FORGET, parameters -> parameters.numbers(marketoIds, id -> id));
    }

    List<CauseCount> causes() {
        Map<List<String>, CauseCount> causes = new LinkedHashMap<>();
        database.list(CAUSES, parameters -> parameters.number(CauseCount.EXAMPLES), SqlDeadLetterStore::cause)
                .forEach(row -> causes.merge(List.of(row.kind(), row.cause()), row, SqlDeadLetterStore::join));
        return List.copyOf(causes.values());
    }

    /** By kind; a kind without letters is missing. */
    Map<String, LetterCount> counts() {
        Map<String, LetterCount> counts = new HashMap<>();
        database.list(
                        COUNTS,
                        parameters -> {},
                        row -> Map.entry(
                                row.text("kind"),
                                new LetterCount(
                                        row.number("waiting"),
                                        row.number("retrying"),
                                        row.optionalTime("oldest_waiting_at"))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static CauseCount cause(SqlRow row) throws SQLException {
        return new CauseCount(
                row.text("kind"),
                row.text("cause"),
                row.number("waiting"),
                row.number("retrying"),
                row.time("group_first_at"),
                row.time("group_last_at"),
                List.of(letter(row)));
    }

    private static CauseCount join(CauseCount first, CauseCount next) {
        List<StoredLetter> examples = new ArrayList<>(first.examples());
        examples.addAll(next.examples());
        return new CauseCount(
                first.kind(),
                first.cause(),
                first.waiting(),
                first.retrying(),
                first.firstAt(),
                first.lastAt(),
                examples);
    }

    /**
     * Letters in the order of kind, cause and key.
     *
     * @param kind only of this kind; empty for any
     * @param cause only of this cause; empty for any
     */
    List<StoredLetter> list(String kind, String cause, Place after, int limit) {
        return database.list(
                LIST,
                parameters -> parameters
                        .text(kind)
                        .text(kind)
                        .text(cause)
                        .text(cause)
                        .text(after.kind())
                        .text(after.cause())
                        .text(after.key())
                        .number(limit),
                SqlDeadLetterStore::letter);
    }

    Optional<StoredLetter> find(String kind, String key) {
        return database.find(FIND, parameters -> parameters.text(kind).text(key), SqlDeadLetterStore::letter);
    }

    /** Marks a letter as being tried again; empty if it is not there or is so already. */
    List<String> takeOne(String kind, String key, Instant now) {
        return database.list(
                TAKE_ONE, parameters -> parameters.time(now).text(kind).text(key), row -> row.text("key"));
    }

    /** Marks letters as being tried again, in the order of their keys. */
    List<String> takeSome(String kind, String cause, String after, Instant now, int limit) {
        return database.list(
                TAKE_SOME,
                parameters -> parameters
                        .time(now)
                        .text(kind)
                        .text(kind)
                        .text(cause)
                        .text(after)
                        .number(limit),
                row -> row.text("key"));
    }

    private static StoredLetter letter(SqlRow row) throws SQLException {
        DeadLetter letter = new DeadLetter(
                row.text("kind"),
                row.text("key"),
                row.text("cause"),
                row.text("code"),
                row.text("sentence"),
                row.optionalNumber("marketo_id"),
                row.time("last_at"));
        return new StoredLetter(
                letter, row.time("first_at"), row.number("failure_count"), row.optionalTime("retried_at"));
    }
}
