package dev.touchstone.touchpoint.service;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** Looks into the database of the service under test. */
final class StoredState {
    /** A table is not there yet, or is locked by the migration that waits for another one. */
    private static final Set<String> WHILE_MIGRATING = Set.of("42P01", "40P01");

    private final AgroalDataSource dataSource;

    StoredState(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Everything that was derived, row by row as text, in one order. */
    List<String> derived() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("session", "touchpoint", "person", "crm_person_identity")) {
            rows.addAll(
                    texts("SELECT '" + table + " ' || t::text FROM " + table + " t ORDER BY t::text COLLATE \"C\""));
        }
        return rows;
    }

    /** All facts, row by row as text. */
    List<String> facts() {
        List<String> rows = new ArrayList<>();
        for (String columns : List.of(
                "visitor_id, occurred_at, event_id, type, page_url, referrer_url, email) AS f FROM web_event",
                "crm_person_id, type, email, duplicate_of_id, merged_into_id, fields, modified_at, deleted)"
                        + " AS f FROM crm_person",
                "campaign_id, name, sync_type, fields, modified_at, deleted) AS f FROM campaign",
                "campaign_member_id, campaign_id, crm_person_id, modified_at, deleted) AS f FROM campaign_member",
                "activity_id, crm_person_id, type, kind, visitor_id, modified_at, deleted) AS f FROM activity",
                "program_id, name, channel, modified_at, deleted) AS f FROM program",
                "program_member_id, program_id, crm_person_id, modified_at, deleted) AS f FROM program_member",
                "marketing_activity_id, crm_person_id, program_id, modified_at, deleted) AS f FROM marketing_activity",
                "account_id, name, fields, modified_at, deleted) AS f FROM account",
                "opportunity_id, name, amount, modified_at, deleted) AS f FROM opportunity",
                "contact_role_id, opportunity_id, crm_person_id, modified_at, deleted) AS f FROM contact_role",
                "alias, email, identified_at) AS f FROM alias_identity",
                "visitor_id, email, note) AS f FROM ignored_identity")) {
            rows.addAll(texts("SELECT f::text FROM (SELECT ROW(" + columns + ") x ORDER BY f::text COLLATE \"C\""));
        }
        return rows;
    }

    /** Whose a visitor's sessions are, in order of their start; empty for nobody. */
    List<String> owners(String visitorId) {
        return texts("SELECT coalesce(p.email, '') FROM session s LEFT JOIN person p USING (person_id)"
                + " WHERE s.visitor_id = '" + visitorId + "' ORDER BY s.started_at");
    }

    long count(String table) {
        return Long.parseLong(texts("SELECT count(*)::text FROM " + table).get(0));
    }

    /** Waits until the service under test, which may still be starting, has made its tables. */
    void awaitSchema() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> texts("SELECT coalesce(max(version), '0') FROM flyway_schema_history")
                                .get(0)
                                .compareTo("0040")
                        >= 0);
    }

    /**
     * Empties all tables but the one of Flyway and that of seen fields, which the service never empties; of the settings and rules
     * only what ships stays. Waits for a service that just starts.
     */
    void clear() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsMatching(
                        e -> e.getCause() instanceof SQLException sql && WHILE_MIGRATING.contains(sql.getSQLState()))
                .until(() -> {
                    truncate();
                    return true;
                });
    }

    private void truncate() {
        execute("TRUNCATE web_event, session, touchpoint, touchpoint_change, person, crm_person, crm_person_identity,"
                + " campaign, campaign_member, activity, account, program, program_member, marketing_activity,"
                + " opportunity, contact_role, crm_cursor, dirty_mark, mapping_key, mapping_key_pending, mapping_key_count,"
                + " mapping_key_count_delta, key_channel, alias_identity, ignored_identity,"
                + " touchpoint_date_update, touchpoint_date_update_member, touchpoint_date_update_example,"
                + " effective_touchpoint_date");
        execute("TRUNCATE erased_identity");
        execute("UPDATE erasure_state SET erasures = 0, key_check = NULL");
        execute("DELETE FROM session_settings_version WHERE version > 1");
        execute("DELETE FROM rule_list_version WHERE version > 1");
        execute("DELETE FROM touchpoint_field_version WHERE version > 1");
    }

    /** Waits until a query for one truth value says true. */
    void awaitTrue(String sql) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> texts(sql).equals(List.of("t")));
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of a query. */
    List<String> texts(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
