package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of the version before keeps what it has, and derives it anew. */
class UpgradeTest {
    @Test
    void whatWasDerivedWithoutBuyerTouchpointsIsMarked() throws SQLException {
        try (TestDatabase database = TestDatabase.create("upgrade");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            migrate(database, "7");
            statement.execute("INSERT INTO person VALUES ('00000000-0000-8000-8000-000000000001', 'ann@example.com')");
            statement.execute("""
                    INSERT INTO session VALUES ('v1', '00000000-0000-8000-8000-000000000002', now(), now(), 'FIRST_EVENT', 1, 0,
                        '', '', '', '', '', '', '', '', '', '', '', NULL, '00000000-0000-8000-8000-000000000003',
                        '00000000-0000-8000-8000-000000000004')
                    """);

            migrate(database, "latest");

            List<String> marks = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(
                    "SELECT queue, key, mark_id, shard = mark_shard(key) FROM dirty_mark ORDER BY queue, key")) {
                while (result.next()) {
                    marks.add(result.getString(1) + " " + result.getString(2));
                    assertThat(IdSource.timeOf(result.getObject(3, UUID.class)))
                            .isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now());
                    assertThat(result.getBoolean(4)).isTrue();
                }
            }
            assertThat(marks).containsExactly("person 00000000-0000-8000-8000-000000000001", "visitor v1");
        }
    }

    private static void migrate(TestDatabase database, String target) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
