package dev.touchstone.salessync.person.feed;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private static final String NOTE_BLIND = """
            UPDATE feed_cursor SET blind_since = ? WHERE feed = 'CHANGES' AND pass = 'MAIN' AND blind_since IS NULL
            """;

    private static final String END_BLIND = """
            UPDATE feed_cursor SET blind_since = NULL
            WHERE feed = 'CHANGES' AND pass = 'MAIN' AND blind_since IS NOT NULL
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

    private final Database database;

    SqlFeedStore(Database database) {
        this.database = database;
    }

    /** All cursors; none before the feeds were begun. */
    List<FeedCursor> cursors() {
        return database.list(CURSORS, parameters -> {}, SqlFeedStore::cursor);
    }

    /** Stores first positions; those that are there stay. */
    void begin(Collection<FeedCursor> cursors) {
        cursors.forEach(cursor -> database.update(BEGIN, parameters -> bind(parameters, cursor)));
    }

    /**
     * Moves a cursor.
     *
     * @throws IllegalStateException if it is not where it was
     */
    void move(FeedCursor from, FeedCursor to) {
        int moved = database.update(MOVE, parameters -> bind(parameters, to).text(from.token()));
        if (moved != 1) {
            throw new IllegalStateException("another reader moved the position of " + from.feed());
        }
    }

    /** Has a feed looked at as soon as possible. */
    void hurry(Feed feed, Instant now) {
        database.update(
                HURRY, parameters -> parameters.time(now).text(feed.name()).time(now));
    }

    /** Notes that the changes are read without unsubscribes. */
    void noteBlind(Instant now) {
        database.update(NOTE_BLIND, parameters -> parameters.time(now));
    }

    /** Notes that they are read with them; true if they were not. */
    boolean endBlind() {
        return database.update(END_BLIND, parameters -> {}) > 0;
    }

    /** Remembers events; answers with those that were not seen before. */
    Set<String> see(Feed feed, Collection<String> guids, Instant now) {
        if (guids.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(database.list(
                SEE,
                parameters -> parameters.text(feed.name()).time(now).texts(List.copyOf(guids), guid -> guid),
                row -> row.text("guid")));
    }

    void forgetEventsBefore(Instant time) {
        database.update(FORGET, parameters -> parameters.time(time));
    }

    Optional<String> gap() {
        return database.find(FIND_GAP, parameters -> {}, row -> row.text("reason"));
    }

    void noteGap(String reason, Instant now) {
        database.update(NOTE_GAP, parameters -> parameters.text(reason).time(now));
    }

    void closeGaps() {
        database.update(CLOSE_GAPS, parameters -> {});
    }

    private static SqlParameters bind(SqlParameters parameters, FeedCursor cursor) throws SQLException {
        FeedCursor.Times times = cursor.times();
        return parameters
                .text(cursor.token())
                .time(times.startedAt())
                .time(times.polledAt())
                .time(times.endedAt())
                .time(times.lastEventAt())
                .time(times.dueAt())
                .text(cursor.feed().name())
                .text(cursor.pass().name());
    }

    private static FeedCursor cursor(SqlRow row) throws SQLException {
        return new FeedCursor(
                Feed.valueOf(row.text("feed")),
                FeedPass.valueOf(row.text("pass")),
                row.optionalText("token").orElse(null),
                new FeedCursor.Times(
                        row.time("started_at"),
                        row.time("polled_at"),
                        row.optionalTime("ended_at").orElse(null),
                        row.time("last_event_at"),
                        row.time("due_at")));
    }
}
