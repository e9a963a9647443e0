package dev.touchstone.salessync.person.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code feed_cursor}, {@code feed_event} and {@code feed_gap}. */
@ApplicationScoped
class SqlFeedStore {
    private static final String CURSORS = """
            SELECT feed, pass, token, started_at, polled_at, ended_at, last_event_at, due_at
            FROM feed_cursor ORDER BY feed, pass
            """;

    private static final String BEGIN = """
            INSERT INTO feed_cursor (token, started_at, polled_at, ended_at, last_event_at, due_at, feed, pass)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (feed, pass) DO NOTHING
            """;

    /** The old token is the last word on who may move a cursor: the fence has let this process through before. */
    private static final String MOVE = """
            UPDATE feed_cursor SET token = ?, started_at = ?, polled_at = ?, ended_at = ?, last_event_at = ?, due_at = ?
            WHERE feed = ? AND pass = ? AND token IS NOT DISTINCT FROM ?
            """;

    private static final String HURRY = """
            UPDATE feed_cursor SET due_at = ? WHERE feed = ? AND pass = 'MAIN' AND due_at > ?
            """;

    private static final String SEE = """
            INSERT INTO feed_event (feed, guid, seen_at) SELECT DISTINCT ?, guid, ?::timestamptz
            FROM unnest(?::text[]) AS t (guid) ON CONFLICT (feed, guid) DO NOTHING RETURNING guid
            """;

    private static final String FORGET = "DELETE FROM feed_event WHERE seen_at < ?";

    private static final String FIND_GAP = "SELECT reason FROM feed_gap ORDER BY noted_at, reason LIMIT 1";

    private static final String NOTE_GAP =
            "INSERT INTO feed_gap (reason, noted_at) VALUES (?, ?) ON CONFLICT (reason) DO NOTHING";

    private static final String CLOSE_GAPS = "DELETE FROM feed_gap";

    private final DataSource database;

    SqlFeedStore(DataSource database) {
        this.database = database;
    }

    /** All cursors; none before the feeds were begun. */
    List<FeedCursor> cursors() {
        return run(CURSORS, statement -> {
            List<FeedCursor> cursors = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    cursors.add(cursor(row));
                }
            }
            return cursors;
        });
    }

    /** Stores first positions; those that are there stay. */
    void begin(Collection<FeedCursor> cursors) {
        cursors.forEach(cursor -> run(BEGIN, statement -> {
            bind(statement, cursor);
            return statement.executeUpdate();
        }));
    }

    /**
     * Moves a cursor.
     *
     * @throws IllegalStateException if it is not where it was
     */
    void move(FeedCursor from, FeedCursor to) {
        int moved = run(MOVE, statement -> {
            bind(statement, to);
            statement.setString(9, from.token());
            return statement.executeUpdate();
        });
        if (moved != 1) {
            throw new IllegalStateException("another reader moved the position of " + from.feed());
        }
    }

    /** Has a feed looked at as soon as possible. */
    void hurry(Feed feed, Instant now) {
        run(HURRY, statement -> {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setString(2, feed.name());
            statement.setTimestamp(3, Timestamp.from(now));
            return statement.executeUpdate();
        });
    }

    /** Remembers events; answers with those that were not seen before. */
    Set<String> see(Feed feed, Collection<String> guids, Instant now) {
        if (guids.isEmpty()) {
            return Set.of();
        }
        return run(SEE, statement -> {
            statement.setString(1, feed.name());
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setArray(3, statement.getConnection().createArrayOf("text", guids.toArray()));
            Set<String> fresh = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    fresh.add(row.getString(1));
                }
            }
            return fresh;
        });
    }

    void forgetEventsBefore(Instant time) {
        run(FORGET, statement -> {
            statement.setTimestamp(1, Timestamp.from(time));
            return statement.executeUpdate();
        });
    }

    Optional<String> gap() {
        return run(FIND_GAP, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    void noteGap(String reason, Instant now) {
        run(NOTE_GAP, statement -> {
            statement.setString(1, reason);
            statement.setTimestamp(2, Timestamp.from(now));
            return statement.executeUpdate();
        });
    }

    void closeGaps() {
        run(CLOSE_GAPS, PreparedStatement::executeUpdate);
    }

    private static void bind(PreparedStatement statement, FeedCursor cursor) throws SQLException {
        FeedCursor.Times times = cursor.times();
        statement.setString(1, cursor.token());
        statement.setTimestamp(2, timestamp(times.startedAt()));
        statement.setTimestamp(3, timestamp(times.polledAt()));
        statement.setTimestamp(4, timestamp(times.endedAt()));
        statement.setTimestamp(5, timestamp(times.lastEventAt()));
        statement.setTimestamp(6, timestamp(times.dueAt()));
        statement.setString(7, cursor.feed().name());
        statement.setString(8, cursor.pass().name());
    }

    private static FeedCursor cursor(ResultSet row) throws SQLException {
        return new FeedCursor(
                Feed.valueOf(row.getString("feed")),
                FeedPass.valueOf(row.getString("pass")),
                row.getString("token"),
                new FeedCursor.Times(
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("polled_at").toInstant(),
                        time(row, "ended_at"),
                        row.getTimestamp("last_event_at").toInstant(),
                        row.getTimestamp("due_at").toInstant()));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
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
            throw new IllegalStateException("the positions in the feeds cannot be read or written", e);
        }
    }
}
