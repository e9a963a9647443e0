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
            assertThat(marks)
                    .containsExactly("alias EVERYTHING:", "person 00000000-0000-8000-8000-000000000001", "visitor v1");
        }
    }

    @Test
    void channelsAreKeptUnderTheLatestVersionAndTheRestWaits() throws SQLException {
        try (TestDatabase database = TestDatabase.create("upgrade");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            migrate(database, "19");
            statement.execute("""
                    INSERT INTO mapping_key (mapping_key_id, kind, campaign, medium, source, landing_page, referrer, click_markers,
                                             rule_set_version, channel, subchannel, row_number)
                    VALUES ('00000000-0000-8000-8000-000000000001', 'WEB_SESSION', '', '', 'a', '', '', '{}', 4, 'Social', 'X', 7),
                           ('00000000-0000-8000-8000-000000000002', 'WEB_SESSION', '', '', 'b', '', '', '{}', 4, 'Other', '', 0),
                           ('00000000-0000-8000-8000-000000000003', 'WEB_SESSION', '', '', 'c', '', '', '{}', 3, 'Social', 'X', 6),
                           ('00000000-0000-8000-8000-000000000004', 'WEB_SESSION', '', '', 'd', '', '', '{}', NULL, NULL, NULL, NULL)
                    """);
            statement.execute("""
                    INSERT INTO touchpoint (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                        campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page, referrer_page_raw, form_url,
                        fact_kind, fact_id, generation_rule, generation_rule_version, mapping_key_id, digest)
                    SELECT '00000000-0000-8000-8000-00000000000a', ('00000000-0000-8000-8000-0000000000b' || n)::uuid,
                           'CRM_CAMPAIGN', now(), '{}', '', '', '', '', '', '', '', '', '', '', '', 'CAMPAIGN_MEMBER', n::text, 'r',
                           1, '00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-00000000000c'
                    FROM generate_series(1, 3) n
                    """);

            migrate(database, "latest");

            assertThat(rows(
                            statement,
                            "SELECT rule_set_version, isfinite(start_time), isfinite(end_time) FROM channel_period"))
                    .containsExactly("4 f f");
            assertThat(rows(statement, "SELECT row_number, channel, subchannel FROM rule_row ORDER BY 1"))
                    .containsExactly("0 Other ", "7 Social X");
            assertThat(rows(statement, "SELECT right(mapping_key_id::text, 1), row_number FROM key_channel ORDER BY 1"))
                    .containsExactly("1 7", "2 0");
            assertThat(rows(statement, "SELECT right(mapping_key_id::text, 1) FROM mapping_key_pending ORDER BY 1"))
                    .containsExactly("3", "4");
            assertThat(rows(
                            statement,
                            "SELECT right(mapping_key_id::text, 1), touchpoint_count FROM mapping_key_count"))
                    .containsExactly("1 3");
            assertThat(rows(statement, "SELECT queue, right(key, 1) FROM dirty_mark"))
                    .containsExactly("person a");
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(result.getString(column));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
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
