package dev.touchstone.salessync.activity;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables {@code activity}, {@code sales_email} and {@code activity_repeat}. */
@ApplicationScoped
class SqlActivityStore implements ActivityStore {
    /**
     * Sorted, so that transactions with the same e-mails wait for each other and do not block each other. Those that have a number are
     * left out first: a conflict would use one up.
     */
    private static final String NUMBER = """
            INSERT INTO sales_email (email_id)
            SELECT DISTINCT t.email_id FROM unnest(?::text[]) AS t (email_id) WHERE t.email_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM sales_email e WHERE e.email_id = t.email_id)
            ORDER BY t.email_id
            ON CONFLICT (email_id) DO NOTHING
            """;

    /** Sorted for the same reason; the place in the caller's order is kept as a number. */
    private static final String INSERT = """
            INSERT INTO activity (activity_key, client_key, content_digest, kind, marketo_id, occurred_at, accepted_at,
                owner_id, email_id, email_number, content, erased, ordinal)
            SELECT t.activity_key, t.client_key, decode(t.digest, 'hex'), t.kind, t.marketo_id,
                t.occurred_at::timestamptz, ?, p.owner_id, t.email_id, e.number, t.content::jsonb,
                t.erased::boolean, t.position
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
                WITH ORDINALITY AS t (activity_key, client_key, digest, kind, marketo_id, occurred_at, email_id, content,
                    erased, position)
            LEFT JOIN sales_email e ON e.email_id = t.email_id
            LEFT JOIN person p ON p.marketo_id = t.marketo_id
            ORDER BY t.client_key
            ON CONFLICT (client_key) DO NOTHING
            RETURNING activity_key
            """;

    private static final String EXISTING = """
            SELECT client_key, activity_key, encode(content_digest, 'hex') AS digest FROM activity WHERE client_key = ANY (?::text[])
            """;

    private static final String REPEAT = """
            WITH t AS (
                SELECT decode(digest, 'hex') AS repeat_digest, minute_at::timestamptz AS minute_at, activity_key, position
                FROM unnest(?::text[], ?::text[], ?::text[])
                    WITH ORDINALITY AS t (digest, minute_at, activity_key, position)
            ), firsts AS (
                INSERT INTO activity_repeat (repeat_digest, minute_at, activity_key)
                SELECT DISTINCT ON (repeat_digest, minute_at) repeat_digest, minute_at, activity_key
                FROM t ORDER BY repeat_digest, minute_at, position
                ON CONFLICT (repeat_digest, minute_at) DO NOTHING
                RETURNING activity_key
            )
            SELECT activity_key FROM t WHERE activity_key NOT IN (SELECT activity_key FROM firsts)
            """;

    private static final String FORGET = "DELETE FROM activity_repeat WHERE minute_at < ?";

    private static final String LIST = SqlActivityRow.SELECT + "WHERE a.activity_key = ANY (?::text[])";

    private static final String MOVE = """
            UPDATE activity a SET marketo_id = t.target FROM unnest(?::bigint[], ?::bigint[]) AS t (marketo_id, target)
            WHERE a.marketo_id = t.marketo_id
            """;

    private static final String KEYS =
            "SELECT activity_key FROM activity WHERE marketo_id = ANY (?) ORDER BY activity_key";

    private static final String ERASE = """
            UPDATE activity SET content = '{}', content_digest = '', email_id = NULL, email_number = NULL, erased = true
            WHERE marketo_id = ANY (?)
            """;

    private static final int DIGEST_BYTES = 16;

    private final Database database;

    SqlActivityStore(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> insert(List<Insertion> rows, Instant now) {
        database.update(
                NUMBER,
                parameters ->
                        parameters.texts(rows, row -> row.activity().content().emailId()));
        return new HashSet<>(database.list(
                INSERT,
                parameters -> parameters
                        .time(now)
                        .texts(rows, Insertion::key)
                        .texts(rows, row -> row.activity().clientKey())
                        .texts(rows, row -> row.erased() ? "" : row.activity().digest())
                        .texts(rows, row -> row.activity().content().kind().name())
                        .numbers(rows, Insertion::marketoId)
                        .texts(rows, row -> row.activity().occurredAt().toString())
                        .texts(rows, row -> row.activity().content().emailId())
                        .texts(
                                rows,
                                row -> SqlActivityContent.write(row.activity().content()))
                        .texts(rows, row -> String.valueOf(row.erased())),
                row -> row.text("activity_key")));
    }

    @Override
    public Map<String, Existing> existing(Collection<String> clientKeys) {
        List<String> keys = List.copyOf(clientKeys);
        Map<String, Existing> found = new HashMap<>();
        database.list(
                        EXISTING,
                        parameters -> parameters.texts(keys, key -> key),
                        row -> Map.entry(
                                row.text("client_key"), new Existing(row.text("activity_key"), row.text("digest"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    @Override
    public Set<String> repeats(List<Insertion> insertions) {
        List<Insertion> repeatable = insertions.stream()
                .filter(row -> !row.erased()
                        && row.activity().content().repeatedWithinMinute().isPresent())
                .toList();
        if (repeatable.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(database.list(
                REPEAT,
                parameters -> parameters
                        .texts(repeatable, SqlActivityStore::repeatDigest)
                        .texts(
                                repeatable,
                                row -> row.activity()
                                        .occurredAt()
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .toString())
                        .texts(repeatable, Insertion::key),
                row -> row.text("activity_key")));
    }

    private static String repeatDigest(Insertion row) {
        String what = row.activity().content().repeatedWithinMinute().orElseThrow() + "\n" + row.marketoId();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void forgetMinutes(Instant before) {
        database.update(FORGET, parameters -> parameters.time(before));
    }

    @Override
    public List<Activity> list(Collection<String> keys) {
        List<String> wanted = List.copyOf(keys);
        return database.list(LIST, parameters -> parameters.texts(wanted, key -> key), SqlActivityRow::activity);
    }

    @Override
    public void move(Map<Long, Long> targets) {
        List<Map.Entry<Long, Long>> pairs = List.copyOf(targets.entrySet());
        database.update(
                MOVE, parameters -> parameters.numbers(pairs, Map.Entry::getKey).numbers(pairs, Map.Entry::getValue));
    }

    @Override
    public List<String> keys(Collection<Long> marketoIds) {
        return database.list(
                KEYS,
                parameters -> parameters.numbers(List.copyOf(marketoIds), id -> id),
                row -> row.text("activity_key"));
    }

    @Override
    public void erase(Collection<Long> marketoIds) {
        database.update(ERASE, parameters -> parameters.numbers(List.copyOf(marketoIds), id -> id));
    }
}
