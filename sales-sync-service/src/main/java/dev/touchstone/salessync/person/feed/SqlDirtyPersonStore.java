package dev.touchstone.salessync.person.feed;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table {@code dirty_person}. Rows are always taken in the order of their ids, so that no two writers block each other. */
@ApplicationScoped
class SqlDirtyPersonStore {
    private static final String MARK = """
            INSERT INTO dirty_person AS d (marketo_id, marked_at, due_at)
            SELECT DISTINCT id, ?::timestamptz, ?::timestamptz FROM unnest(?::bigint[]) AS t (id) ORDER BY id
            ON CONFLICT (marketo_id) DO UPDATE SET mark = EXCLUDED.mark, due_at = least(d.due_at, EXCLUDED.due_at)
            """;

    private static final String MARK_DELETED = """
            INSERT INTO dirty_person AS d (marketo_id, marked_at, due_at, deleted_at)
            SELECT DISTINCT id, ?::timestamptz, ?::timestamptz, ?::timestamptz FROM unnest(?::bigint[]) AS t (id) ORDER BY id
            ON CONFLICT (marketo_id) DO UPDATE SET mark = EXCLUDED.mark, due_at = least(d.due_at, EXCLUDED.due_at),
                deleted_at = EXCLUDED.deleted_at
            """;

    private static final String NEXT = """
            SELECT marketo_id, mark, due_at, missed_at, deleted_at FROM dirty_person ORDER BY due_at, marketo_id LIMIT ?
            """;

    private static final String LOCK = """
            SELECT marketo_id, mark FROM dirty_person WHERE marketo_id = ANY (?::bigint[]) ORDER BY marketo_id FOR UPDATE
            """;

    private static final String CLEAR = "DELETE FROM dirty_person WHERE marketo_id = ANY (?::bigint[])";

    private static final String PRESENT = """
            UPDATE dirty_person SET missed_at = NULL WHERE marketo_id = ANY (?::bigint[]) AND missed_at IS NOT NULL
            """;

    private static final String READ_AGAIN = """
            UPDATE dirty_person SET due_at = ? WHERE marketo_id = ANY (?::bigint[])
            """;

    private static final String MISSED = """
            UPDATE dirty_person SET missed_at = ? WHERE marketo_id = ANY (?::bigint[]) AND missed_at IS NULL
            """;

    private static final String COUNT = """
            SELECT count(*) AS people, min(marked_at) AS since FROM dirty_person WHERE missed_at IS NULL
            """;

    private final Database database;

    SqlDirtyPersonStore(Database database) {
        this.database = database;
    }

    /** How many wait, and since when the longest. */
    record Waiting(long people, Optional<Instant> since) {}

    private record Mark(long marketoId, long number) {}

    void mark(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            database.update(MARK, parameters -> parameters.time(now).time(now).numbers(List.copyOf(ids), id -> id));
        }
    }

    /** Marks people whom the feed of deleted leads names. */
    void markDeleted(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            database.update(
                    MARK_DELETED,
                    parameters -> parameters.time(now).time(now).time(now).numbers(List.copyOf(ids), id -> id));
        }
    }

    /** The next people, the longest waiting first; some of them may not be due yet. */
    List<DirtyPerson> next(int limit) {
        return database.list(
                NEXT,
                parameters -> parameters.number(limit),
                row -> new DirtyPerson(
                        row.number("marketo_id"),
                        row.number("mark"),
                        row.time("due_at"),
                        new MissingPerson(
                                row.optionalTime("missed_at").orElse(null),
                                row.optionalTime("deleted_at").orElse(null))));
    }

    /** Keeps marks from changing until the transaction ends; answers with the newest mark of each person. */
    Map<Long, Long> lock(Collection<Long> ids) {
        return database
                .list(
                        LOCK,
                        parameters -> parameters.numbers(List.copyOf(ids), id -> id),
                        row -> new Mark(row.number("marketo_id"), row.number("mark")))
                .stream()
                .collect(Collectors.toMap(Mark::marketoId, Mark::number));
    }

    void clear(Collection<Long> ids) {
        update(CLEAR, ids);
    }

    /** Forgets that people were missed. */
    void present(Collection<Long> ids) {
        update(PRESENT, ids);
    }

    /** Notes that people were missed by a read that began then, unless one missed them before. */
    void missed(Collection<Long> ids, Instant readAt) {
        update(MISSED, readAt, ids);
    }

    void readAgain(Collection<Long> ids, Instant at) {
        update(READ_AGAIN, at, ids);
    }

    Waiting waiting() {
        return database.get(
                COUNT, parameters -> {}, row -> new Waiting(row.number("people"), row.optionalTime("since")));
    }

    private void update(String sql, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            database.update(sql, parameters -> parameters.numbers(List.copyOf(ids), id -> id));
        }
    }

    private void update(String sql, Instant time, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            database.update(sql, parameters -> parameters.time(time).numbers(List.copyOf(ids), id -> id));
        }
    }
}
