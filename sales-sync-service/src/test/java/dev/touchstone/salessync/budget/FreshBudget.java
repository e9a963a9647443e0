package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.SchemaMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Takes back what a test before did to the budget of calls, which all tests of a service share. */
public final class FreshBudget {
    private FreshBudget() {}

    /** Waits for the migration, which runs beside the start of the service. */
    public static void awaitSchema(SchemaMigration migration) throws InterruptedException {
        if (!migration.await(Duration.ofMinutes(1))) {
            throw new AssertionError("the schema is not there: " + migration.state());
        }
    }

    /** No calls, nothing parked, nothing slowed down. The schema has to be there. */
    public static void reset(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM api_call");
            statement.execute("UPDATE api_budget SET pace_until = NULL, pace_calls = NULL, place_until = NULL,"
                    + " place_calls = NULL, breaker_since = '1970-01-01Z', breaker_probe_at = NULL, parked_until = NULL,"
                    + " day = '1970-01-01', others_used = 0, usage_due_at = NULL, calls_per_hour = 0");
            statement.execute("UPDATE api_budget_lane SET used = 0, waiting_since = NULL, waiting_until = NULL");
            statement.execute("UPDATE salesforce_budget SET place_until = NULL, place_calls = NULL,"
                    + " breaker_since = '1970-01-01Z', breaker_probe_at = NULL, parked_until = NULL, park_refusals = 0,"
                    + " opt_out_at = '1970-01-01Z', told_used = 0, told_max = 15000, told_at = NULL, called_since = 0,"
                    + " usage_due_at = NULL, calls_per_hour = 0, calls_per_hour_at = '1970-01-01Z'");
            statement.execute("UPDATE salesforce_budget_lane SET waiting_since = NULL, waiting_until = NULL");
            statement.execute("DELETE FROM salesforce_budget_hour");
        }
    }
}
