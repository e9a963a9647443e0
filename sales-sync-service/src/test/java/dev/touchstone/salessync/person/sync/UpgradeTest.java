package dev.touchstone.salessync.person.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database of the version that read pass after pass: people stay, and the sync begins with the feeds' position and everybody. */
class UpgradeTest {
    @ParameterizedTest
    @CsvSource({
        "READY, NONE, READY, false",
        "SNAPSHOT, NONE, SNAPSHOT, true",
        "LIVE, NONE, SNAPSHOT, true",
        "LIVE, PAUSED, SNAPSHOT, true",
        "LIVE, WAIT_QUOTA, SNAPSHOT, true"
    })
    void aSyncThatWasStartedReadsEverybodyOnceMore(String phase, String hold, String after, boolean feeds)
            throws SQLException {
        try (TestDatabase database = TestDatabase.create("upgrade");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            migrate(database, "3");
            statement.execute("""
                    INSERT INTO person_pass VALUES ('00000000-0000-8000-8000-000000000001', '2026-07-01Z', NULL, 9, 3, 3, 1,
                        0, 0, 0, 0), ('00000000-0000-8000-8000-000000000002', '2026-06-01Z', '2026-06-02Z', 9, 9, 9, 1, 0, 0, 0, 0)
                    """);
            statement.execute(
                    "UPDATE person_sync SET phase = '%s', hold = '%s', active_count = 1,".formatted(phase, hold)
                            + " pass_id = '00000000-0000-8000-8000-000000000001',"
                            + " complete_pass_id = '00000000-0000-8000-8000-000000000002'");
            statement.execute("""
                    INSERT INTO person (marketo_id, state, type, unsubscribed, email_invalid, truncated, content_hash, version,
                        read_at) VALUES (7, 'ACTIVE', 'LEAD', false, false, false, '\\x00', 3, '2026-06-01Z')
                    """);

            migrate(database, "latest");

            try (ResultSet row = statement.executeQuery("""
                    SELECT phase, hold, (paused_at IS NOT NULL) = (hold = 'PAUSED'), feeds_since IS NOT NULL, feeds_begun,
                        run_id IS NULL AND complete_run_id IS NULL, active_count,
                        (SELECT version FROM person WHERE marketo_id = 7)
                    FROM person_sync
                    """)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(after);
                assertThat(row.getString(2)).isEqualTo(hold);
                assertThat(row.getBoolean(3)).isTrue();
                assertThat(row.getBoolean(4)).isEqualTo(feeds);
                assertThat(row.getBoolean(5)).isFalse();
                assertThat(row.getBoolean(6)).isTrue();
                assertThat(row.getLong(7)).isEqualTo(1);
                assertThat(row.getLong(8)).isEqualTo(3);
            }
        }
    }

    private static void migrate(TestDatabase database, String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
