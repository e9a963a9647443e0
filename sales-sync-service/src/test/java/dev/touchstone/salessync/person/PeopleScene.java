package dev.touchstone.salessync.person;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.testing.database.TestSql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The people of a test: written, merged and buried as the sync does it, without a sync. */
@ApplicationScoped
public class PeopleScene {
    public static final String USER = "0055g000001aBcD";
    public static final String QUEUE = "00G5g000000QueU";
    public static final Instant T0 = Instant.parse("2026-07-15T09:00:00Z");

    private final DataSource database;
    private final SchemaMigration migration;
    private final PersonStore people;
    private final MergePeople merge;
    private final BuryPeople bury;

    PeopleScene(
            DataSource database, SchemaMigration migration, PersonStore people, MergePeople merge, BuryPeople bury) {
        this.database = database;
        this.migration = migration;
        this.people = people;
        this.merge = merge;
        this.bury = bury;
    }

    /** Nobody, and no trace of anybody. */
    public void clear() throws Exception {
        migration.await(Duration.ofSeconds(60));
        execute("DELETE FROM connection; TRUNCATE person, person_alias, person_sighting, person_change,"
                + " person_field_change, external_ref, person_conflict, suppressed_address, forgotten_person,"
                + " person_group CASCADE");
    }

    public void execute(String sql) throws SQLException {
        TestSql.execute(database, sql);
    }

    /** The rows of a query, each as its columns with a bar between. */
    public List<String> rows(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A lead that qualifies. */
    public static Map<LeadField, String> lead(long id) {
        Map<LeadField, String> values = new EnumMap<>(LeadField.class);
        values.put(LeadField.FIRST_NAME, "Given" + id);
        values.put(LeadField.LAST_NAME, "Family" + id);
        values.put(LeadField.EMAIL, "person" + id + "@x.test");
        values.put(LeadField.COMPANY, "Acme " + id % 10);
        values.put(LeadField.UNSUBSCRIBED, "false");
        values.put(LeadField.SALESFORCE_LEAD_ID, "00Q5g0000%06d".formatted(id));
        values.put(LeadField.OWNER_ID, USER);
        values.put(LeadField.CREATED_AT, "2026-01-16T23:32:19Z");
        return values;
    }

    public static PersonReading reading(long id, Map<LeadField, String> values) {
        return PersonReading.of(new MarketoLead(id, values));
    }

    /** A lead with another value in one field. */
    public static PersonReading reading(long id, LeadField field, String value) {
        Map<LeadField, String> values = lead(id);
        values.put(field, value);
        return reading(id, values);
    }

    public Written write(Instant readAt, PersonReading... readings) {
        return write(ReadWay.FEED, readAt, List.of(readings));
    }

    public Written write(ReadWay way, Instant readAt, List<PersonReading> readings) {
        return QuarkusTransaction.requiringNew().call(() -> people.write(readings, way, readAt));
    }

    public PeopleGone merge(long loser, long winner, Instant at) {
        return QuarkusTransaction.requiringNew().call(() -> merge.merge(loser, winner, at));
    }

    public PeopleGone bury(Instant at, Collection<Long> ids) {
        return QuarkusTransaction.requiringNew().call(() -> bury.bury(ids, ReadWay.FEED, at));
    }
}
