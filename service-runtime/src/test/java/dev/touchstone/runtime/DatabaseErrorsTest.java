package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.testing.database.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source: PostgreSQL, appendix "Error Codes". */
class DatabaseErrorsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    connection exception,                  08000, the database does not answer (SQLSTATE 08000)
                    connection cannot be established,      08001, the database does not answer (SQLSTATE 08001)
                    connection broke,                      08006, the database does not answer (SQLSTATE 08006)
                    read-only standby during a failover,   25006, the database does not answer (SQLSTATE 25006)
                    serialization failure,                 40001, the database does not answer (SQLSTATE 40001)
                    deadlock,                              40P01, the database does not answer (SQLSTATE 40P01)
                    disk full,                             53100, the database's disk is full
                    too many connections,                  53300, the database does not answer (SQLSTATE 53300)
                    query cancelled,                       57014, the database does not answer (SQLSTATE 57014)
                    shut down by the administrator,        57P01, the database does not answer (SQLSTATE 57P01)
                    server is starting,                    57P03, the database does not answer (SQLSTATE 57P03)
                    """)
    void outagesHealByThemselves(String name, String state, String sentence) {
        SQLException error = new SQLException("secret text", state);

        assertThat(DatabaseErrors.outageSentence(error)).contains(sentence);
        assertThat(DatabaseErrors.outage(error))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .isInstanceOfSatisfying(RpcFailure.Unavailable.class, unavailable -> {
                            assertThat(unavailable.reason()).isEqualTo("DATABASE_UNAVAILABLE");
                            assertThat(unavailable.getMessage()).doesNotContain("secret text");
                            assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                        }));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    transaction in a wrong state,    25001
                    aborted transaction,             25P02
                    wrong password,                  28P01
                    no such database,                3D000
                    unique violation,                23505
                    syntax error,                    42601
                    no such function,                42883
                    no state of PostgreSQL,          08
                    """)
    void bugsAndWrongSettingsAreNoOutage(String name, String state) {
        assertThat(DatabaseErrors.outage(new SQLException("text", state))).isEmpty();
    }

    /** A caller may be early and try again; a migration that says so is broken. */
    @ParameterizedTest
    @CsvSource({"no such table, 42P01", "no such column, 42703"})
    void missingSchemaIsToBeTriedAgainByCallersOnly(String name, String state) {
        SQLException error = new SQLException("text", state);

        assertThat(DatabaseErrors.outage(error)).isPresent();
        assertThat(DatabaseErrors.outageSentence(error)).isEmpty();
    }

    @Test
    void outageIsFoundBehindOtherExceptions() {
        Throwable error =
                new IllegalStateException("could not commit", new RuntimeException(new SQLException("text", "08006")));

        assertThat(DatabaseErrors.outage(error)).isPresent();
    }

    @Test
    void outageBehindAnotherDatabaseErrorIsFound() {
        SQLException error = new SQLException("batch failed", "25P02", new SQLException("text", "57P01"));

        assertThat(DatabaseErrors.outageSentence(error)).contains("the database does not answer (SQLSTATE 57P01)");
    }

    /** As the transaction manager tells of a commit whose connection broke. */
    @Test
    void outageBesideAFailedCommitIsFound() {
        Exception commit = new Exception("could not commit");
        commit.addSuppressed(new Exception("local transaction", new SQLException("text", "57P01")));

        assertThat(DatabaseErrors.outageSentence(new IllegalStateException(commit)))
                .contains("the database does not answer (SQLSTATE 57P01)");
    }

    @Test
    void errorWithoutStateOrCauseIsNoOutage() {
        assertThat(DatabaseErrors.outage(new SQLException("text"))).isEmpty();
        assertThat(DatabaseErrors.outage(new IllegalStateException("text"))).isEmpty();
    }

    @Test
    void causesThatRunInACircleEnd() {
        Exception first = new Exception();
        Exception second = new Exception(first);
        first.initCause(second);

        assertThat(DatabaseErrors.outage(first)).isEmpty();
    }

    /** The pool's message has no SQLSTATE: this holds its wording against the pool that is really used. */
    @Test
    void connectionPoolThatRunsDryIsAnOutage() throws SQLException {
        try (TestDatabase database = TestDatabase.create("pool");
                AgroalDataSource pool = AgroalDataSource.from(poolOfOne(database));
                Connection taken = pool.getConnection()) {
            assertThat(taken.isValid(1)).isTrue();

            Throwable error = catchThrowable(pool::getConnection);

            assertThat(DatabaseErrors.outageSentence(error)).contains("the database gives no connection");
        }
    }

    @Test
    void serverThatIsNotThereIsAnOutage() throws SQLException {
        AgroalDataSourceConfigurationSupplier nobody = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl("jdbc:postgresql://localhost:1/nobody?user=nobody")));
        try (AgroalDataSource pool = AgroalDataSource.from(nobody)) {
            assertThatThrownBy(pool::getConnection)
                    .satisfies(error -> assertThat(DatabaseErrors.outage(error)).isPresent());
        }
    }

    private static AgroalDataSourceConfigurationSupplier poolOfOne(TestDatabase database) {
        return new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofMillis(200))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())));
    }
}
