package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.testing.database.TestDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaMigrationTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    Path migrations;

    private TestDatabase database;
    private SchemaMigration migration;

    @BeforeEach
    void createDatabase() {
        database = TestDatabase.create("schema");
    }

    @AfterEach
    void stop() {
        migration.stop(new ShutdownEvent());
        database.close();
    }

    @Test
    void serviceIsNotReadyBeforeTheSchemaIsLookedAt() {
        migration = new SchemaMigration(flyway(database.jdbcUrl()), SchemaMode.MIGRATE);

        assertThat(migration.isDone()).isFalse();
        assertThat(new SchemaReadiness(migration).call().getData())
                .hasValueSatisfying(
                        data -> assertThat(data).containsEntry("state", "the schema has not been looked at yet"));
    }

    @Test
    void emptyDatabaseGetsTheSchema() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl(), SchemaMode.MIGRATE);

        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertThat(migration.isDone()).isTrue();
        assertThat(migration.state())
                .isEqualTo("the schema is up to date: the schema has version 0001 and this build needs 0001");
        assertThat(migration.version()).hasValue(1);
        assertThat(count("note")).isZero();
    }

    @Test
    void databaseThatIsDownAtTheStartIsWaitedFor() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (TcpRelay relay = TcpRelay.to(server.getHost(), server.getPort())) {
            start(throughRelay(server, relay), SchemaMode.MIGRATE);
            awaitState("waiting for the database: the database does not answer (SQLSTATE 08001)");
            assertThat(migration.isDone()).isFalse();

            relay.open();

            assertThat(migration.await(LONG_ENOUGH)).isTrue();
        }
        assertThat(count("note")).isZero();
    }

    @Test
    void brokenMigrationIsReportedInOneSentenceAndTriedAgain() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);\nALTER TABLE nowhere ADD COLUMN x int;");

        start(database.jdbcUrl(), SchemaMode.MIGRATE);

        awaitState("the schema cannot be migrated: Failed to execute script V0001__create_note.sql: "
                + "ERROR: relation \"nowhere\" does not exist");
        assertThat(migration.isDone()).isFalse();

        execute("CREATE TABLE nowhere (y int)");
        assertThat(migration.await(LONG_ENOUGH)).isTrue();
    }

    @Test
    void databaseThatDoesNotExistIsNamed() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl().replace(database.name(), "nobody_made_it"), SchemaMode.MIGRATE);

        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(migration.state())
                        .startsWith("the schema cannot be migrated: Unable to obtain connection")
                        .endsWith("FATAL: database \"nobody_made_it\" does not exist")
                        .doesNotContain("\n"));
    }

    @Test
    void serviceThatMustNotMigrateWaitsAndSaysForWhichVersion() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");
        flyway(database.jdbcUrl()).migrate();
        write("V0002__describe_note.sql", "COMMENT ON TABLE note IS 'A note.';");

        start(database.jdbcUrl(), SchemaMode.WAIT);
        awaitState("the schema has version 0001 and this build needs 0002; another process has to migrate it");
        assertReadiness(HealthCheckResponse.Status.DOWN, "0001", "0002");

        flyway(database.jdbcUrl()).migrate();
        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertReadiness(HealthCheckResponse.Status.UP, "0002", "0002");
    }

    @Test
    void databaseWithoutASchemaIsSaidToHaveNone() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl(), SchemaMode.WAIT);

        awaitState("the schema has version none and this build needs 0001; another process has to migrate it");
        assertReadiness(HealthCheckResponse.Status.DOWN, "none", "0001");
    }

    /** The release before, during a rollout and after a rollback: its schema was changed under it. */
    @ParameterizedTest
    @EnumSource(names = {"MIGRATE", "WAIT"})
    void schemaAheadOfTheBuildIsServed(SchemaMode mode) throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");
        Path later = write("V0002__describe_note.sql", "COMMENT ON TABLE note IS 'A note.';");
        flyway(database.jdbcUrl()).migrate();
        Files.delete(later);

        start(database.jdbcUrl(), mode);

        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertReadiness(HealthCheckResponse.Status.UP, "0002", "0001");
    }

    @Test
    void processThatOnlyMigratesEndsWhenTheSchemaIsThere() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        assertThat(exitCode(database.jdbcUrl())).isZero();
        assertThat(migration.state())
                .isEqualTo("the schema is up to date: the schema has version 0001 and this build needs 0001");
        assertThat(count("note")).isZero();
    }

    @Test
    void processThatOnlyMigratesWaitsForTheDatabase() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (TcpRelay relay = TcpRelay.to(server.getHost(), server.getPort())) {
            CompletableFuture<Integer> end = new CompletableFuture<>();
            migration =
                    new SchemaMigration(flyway(throughRelay(server, relay)), SchemaMode.MIGRATE_ONLY, end::complete);
            Thread.startVirtualThread(() -> migration.start(new StartupEvent()));
            awaitState("waiting for the database: the database does not answer (SQLSTATE 08001)");
            assertThat(end).isNotDone();

            relay.open();

            assertThat(end).succeedsWithin(LONG_ENOUGH).isEqualTo(0);
        }
        assertThat(count("note")).isZero();
    }

    @Test
    void processThatOnlyMigratesFailsWithABrokenMigration() throws Exception {
        write("V0001__create_note.sql", "ALTER TABLE nowhere ADD COLUMN x int;");

        assertThat(exitCode(database.jdbcUrl())).isEqualTo(1);
        assertThat(migration.state())
                .isEqualTo("the schema cannot be migrated: Failed to execute script V0001__create_note.sql: "
                        + "ERROR: relation \"nowhere\" does not exist");
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text); INSERT INTO note VALUES ('once');");
        SchemaMigration other = new SchemaMigration(flyway(database.jdbcUrl()), SchemaMode.MIGRATE);

        other.start(new StartupEvent());
        start(database.jdbcUrl(), SchemaMode.MIGRATE);

        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertThat(other.await(LONG_ENOUGH)).isTrue();
        assertThat(count("note")).isEqualTo(1);
    }

    private void start(String jdbcUrl, SchemaMode mode) {
        migration = new SchemaMigration(flyway(jdbcUrl), mode);
        migration.start(new StartupEvent());
    }

    /** What a process that only migrates ends with. */
    private int exitCode(String jdbcUrl) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        migration = new SchemaMigration(flyway(jdbcUrl), SchemaMode.MIGRATE_ONLY, end::complete);
        migration.start(new StartupEvent());
        return end.join();
    }

    private String throughRelay(URI server, TcpRelay relay) {
        return database.jdbcUrl().replace(":" + server.getPort() + "/", ":" + relay.port() + "/");
    }

    private void assertReadiness(HealthCheckResponse.Status status, String found, String needed) {
        HealthCheckResponse response = new SchemaReadiness(migration).call();
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getData())
                .hasValueSatisfying(
                        data -> assertThat(data).containsEntry("found", found).containsEntry("needed", needed));
    }

    private void awaitState(String sentence) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(migration.state()).isEqualTo(sentence));
    }

    private Flyway flyway(String jdbcUrl) {
        return Flyway.configure()
                .dataSource(jdbcUrl, "postgres", "postgres")
                .locations("filesystem:" + migrations)
                .load();
    }

    private Path write(String name, String sql) throws IOException {
        return Files.writeString(migrations.resolve(name), sql);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
