package dev.touchstone.salessync.person.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

    private static final String COUNT = "SELECT count(*), min(marked_at) FROM dirty_person WHERE missed_at IS NULL";

    private final DataSource database;

    SqlDirtyPersonStore(DataSource database) {
        this.database = database;
    }

    /** How many wait, and since when the longest. */
    record Waiting(long people, Optional<Instant> since) {}

    void mark(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            run(MARK, statement -> {
                statement.setTimestamp(1, Timestamp.from(now));
                statement.setTimestamp(2, Timestamp.from(now));
                statement.setArray(3, bigints(statement, ids));
                return statement.executeUpdate();
            });
        }
    }

    /** Marks people whom the feed of deleted leads names. */
    void markDeleted(Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            run(MARK_DELETED, statement -> {
                statement.setTimestamp(1, Timestamp.from(now));
                statement.setTimestamp(2, Timestamp.from(now));
                statement.setTimestamp(3, Timestamp.from(now));
                statement.setArray(4, bigints(statement, ids));
                return statement.executeUpdate();
            });
        }
    }

    /** The next people, the longest waiting first; some of them may not be due yet. */
    List<DirtyPerson> next(int limit) {
        return run(NEXT, statement -> {
            statement.setInt(1, limit);
            List<DirtyPerson> people = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    people.add(new DirtyPerson(
                            row.getLong("marketo_id"),
                            row.getLong("mark"),
                            row.getTimestamp("due_at").toInstant(),
                            new MissingPerson(time(row, "missed_at"), time(row, "deleted_at"))));
                }
            }
            return people;
        });
    }

    /** Keeps marks from changing until the transaction ends; answers with the newest mark of each person. */
    Map<Long, Long> lock(Collection<Long> ids) {
        return run(LOCK, statement -> {
            statement.setArray(1, bigints(statement, ids));
            Map<Long, Long> marks = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    marks.put(row.getLong("marketo_id"), row.getLong("mark"));
                }
            }
            return marks;
        });
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
        return run(COUNT, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Waiting(
                        row.getLong(1), Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant));
            }
        });
    }

    private void update(String sql, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            run(sql, statement -> {
                statement.setArray(1, bigints(statement, ids));
                return statement.executeUpdate();
            });
        }
    }

    private void update(String sql, Instant time, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            run(sql, statement -> {
                statement.setTimestamp(1, Timestamp.from(time));
                statement.setArray(2, bigints(statement, ids));
                return statement.executeUpdate();
            });
        }
    }

    private static Array bigints(PreparedStatement statement, Collection<Long> numbers) throws SQLException {
        return statement.getConnection().createArrayOf("bigint", numbers.toArray());
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("marks of people cannot be read or written", e);
        }
    }
}
