package dev.touchstone.salessync.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A process that stands still in the middle of a transaction keeps its locks only for a while (AC-99, F35, F36). */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class StandingTransactionTest {
    @Inject
    DataSource database;

    @Test
    void theDatabaseEndsATransactionInWhichNothingHappens() throws SQLException {
        try (Connection standing = database.getConnection();
                Statement statement = standing.createStatement()) {
            standing.setAutoCommit(false);
            try (ResultSet limit = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
                assertThat(limit.next()).isTrue();
                assertThat(limit.getString(1)).isEqualTo("30s");
            }
            // The same with less patience.
            statement.execute("SET LOCAL idle_in_transaction_session_timeout = 500");
            statement.execute("SELECT pg_advisory_xact_lock(27182818)");
            await().atMost(Duration.ofSeconds(30)).until(this::isFree);
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
    }

    /** In a transaction of its own, so that the lock is given back at once. */
    private boolean isFree() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet lock = statement.executeQuery("SELECT pg_try_advisory_xact_lock(27182818)")) {
            lock.next();
            return lock.getBoolean(1);
        }
    }
}
