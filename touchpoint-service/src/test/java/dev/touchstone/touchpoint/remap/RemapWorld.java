package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.generate.MappingKey;
import dev.touchstone.touchpoint.generate.MappingKeyKind;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keys and touchpoints in the database of the service under test, as derivation stores them. */
final class RemapWorld {
    private final AgroalDataSource dataSource;
    private final MappingKeyStore keys;
    private int touchpoints;

    RemapWorld(AgroalDataSource dataSource, MappingKeyStore keys) {
        this.dataSource = dataSource;
        this.keys = keys;
    }

    /** As a new database, but for the one version that mapping-service ships. */
    void clear() {
        execute("TRUNCATE touchpoint, touchpoint_change, mapping_key, mapping_key_pending, mapping_key_count,"
                + " mapping_key_count_delta, key_channel, rule_row, mapped_version, channel_period, remap, session");
        execute("INSERT INTO channel_period VALUES ('-infinity', 'infinity', 0)");
        execute("INSERT INTO remap (active_version, target_version, key_count, changed_keys, changed_touchpoints,"
                + " waiting_for) VALUES (0, 0, 0, 0, 0, '')");
    }

    /** The key of a web session. */
    static MappingKey web(String source, String medium, String landingPage) {
        return new MappingKey(
                MappingKeyKind.WEB_SESSION, "", medium, source, landingPage, "", List.of(), "", List.of());
    }

    void intern(List<MappingKey> some) {
        QuarkusTransaction.requiringNew().run(() -> keys.intern(some));
    }

    /** Stores a touchpoint of a stored key and counts it as derivation does. */
    void touch(MappingKey key, int person, Instant time) {
        touchpoints++;
        execute("""
                INSERT INTO touchpoint (person_id, touchpoint_id, type, touched_at, positions, source, medium, campaign_name,
                    campaign_id, content, keyword, landing_page, landing_page_raw, referrer_page, referrer_page_raw, form_url,
                    fact_kind, fact_id, generation_rule, generation_rule_version, mapping_key_id, digest)
                VALUES ('%s', '%s', 'WEB_VISIT', '%s', '{}', '', '', '', '', '', '', '', '', '', '', '', 'SESSION', '%s', 'r', 1,
                        '%s', '%s')
                """.formatted(person(person), new UUID(1, touchpoints), time, touchpoints, key.id(), new UUID(2, 0)));
        execute("INSERT INTO mapping_key_count_delta VALUES ('" + key.id() + "', 1)");
    }

    static UUID person(int number) {
        return new UUID(3, number);
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All rows of a query, the columns of each separated by a bar. */
    List<String> rows(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
