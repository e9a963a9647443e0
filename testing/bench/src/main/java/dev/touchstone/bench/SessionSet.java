package dev.touchstone.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32C;

/** What sessions there are, in a form in which two answers can be compared whatever their order. */
final class SessionSet {
    private final CRC32C crc = new CRC32C();
    private long sessions;
    private long sum;

    /** One more session: the visitor, seconds since 1970 of its start and its end, how many events, its source. */
    void add(String visitorId, long start, long end, long events, String source) {
        crc.reset();
        crc.update(
                (visitorId + "|" + start + "|" + end + "|" + events + "|" + source).getBytes(StandardCharsets.UTF_8));
        sessions++;
        // The sum of distinct mixed values: two answers that differ in a session differ in it.
        sum += (crc.getValue() + 1) * 0x9E3779B97F4A7C15L ^ (start * 31 + end) * 0xC2B2AE3D27D4EB4FL;
    }

    /** The table {@code bench_session} of a peer. */
    static SessionSet read(Connection connection) throws SQLException {
        SessionSet set = new SessionSet();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(50_000);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT visitor_id, CAST(extract(epoch FROM started_at) AS bigint) AS started,"
                            + " CAST(extract(epoch FROM ended_at) AS bigint) AS ended, events, source FROM bench_session")) {
                while (rows.next()) {
                    set.add(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getString(5));
                }
            }
        }
        return set;
    }

    long size() {
        return sessions;
    }

    boolean isSameAs(SessionSet other) {
        return sessions == other.sessions && sum == other.sum;
    }
}
