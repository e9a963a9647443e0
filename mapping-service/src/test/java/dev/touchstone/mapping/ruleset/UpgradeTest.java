package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of the version before keeps its rules; they refer to channels by id then. */
class UpgradeTest {
    @Test
    void rowsFindTheirChannelsByName() throws SQLException {
        try (TestDatabase database = TestDatabase.create("upgrade");
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            migrate(database, "2");
            statement.execute("""
                    INSERT INTO channel VALUES ('00000000-0000-7000-8000-000000000001', 'Paid Search');
                    INSERT INTO channel VALUES ('00000000-0000-7000-8000-000000000002', 'Email');
                    INSERT INTO subchannel VALUES ('00000000-0000-7000-8000-000000000003',
                        '00000000-0000-7000-8000-000000000001', 'Bing');
                    INSERT INTO rule_set VALUES (1, 'SUPERSEDED', 'SHIPPED', now(), '2026.11.01', repeat('a', 64));
                    INSERT INTO rule_set VALUES (2, 'PUBLISHED', 'SHIPPED', now(), '2026.11.22', repeat('b', 64));
                    INSERT INTO channel_rule VALUES (2, 1, 'ONLINE', 'Paid Search', 'Bing', '', '', '',
                        '[Bing Paid Search]', '', '', 'Do Not Remove');
                    INSERT INTO channel_rule VALUES (2, 2, 'OFFLINE', 'Email', '', '', '', '', '', '', 'Newsletter', '');
                    """);

            migrate(database, "latest");

            assertThat(texts(statement, """
                    SELECT r.row_number || ' ' || c.display_name || ' ' || coalesce(s.display_name, '-') || ' '
                        || r.landing_page || r.campaign_type || ' "' || r.more_conditions || '"'
                    FROM channel_rule r JOIN channel c USING (channel_id) LEFT JOIN subchannel s USING (subchannel_id)
                    ORDER BY r.row_number
                    """))
                    .containsExactly("1 Paid Search Bing [Bing Paid Search] \"\"", "2 Email - Newsletter \"\"");
            assertThat(texts(
                            statement,
                            "SELECT version || ' ' || author || ' ' || rule_count FROM rule_set ORDER BY version"))
                    .containsExactly("1 Touchstone 0", "2 Touchstone 2");
            assertThat(texts(statement, "SELECT version || ' ' || coalesce(start_at::text, '-') FROM rule_set_period"))
                    .containsExactly("2 -");
            assertThat(texts(statement, "SELECT folded_name || ' ' || shipped_name FROM channel ORDER BY 1"))
                    .containsExactly("email Email", "paid search Paid Search");
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
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
