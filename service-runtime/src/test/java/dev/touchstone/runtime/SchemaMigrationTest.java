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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        migration = new SchemaMigration(flyway(database.jdbcUrl()), true);

        assertThat(migration.isDone()).isFalse();
        assertThat(new SchemaReadiness(migration).call().getData())
                .hasValueSatisfying(
                        data -> assertThat(data).containsEntry("state", "the schema has not been looked at yet"));
    }

    @Test
    void emptyDatabaseGetsTheSchema() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl(), true);

        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertThat(migration.isDone()).isTrue();
        assertThat(migration.state()).isEqualTo("the schema is up to date");
        assertThat(count("note")).isZero();
    }

    @Test
    void databaseThatIsDownAtTheStartIsWaitedFor() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (TcpRelay relay = TcpRelay.to(server.getHost(), server.getPort())) {
            start(database.jdbcUrl().replace(":" + server.getPort() + "/", ":" + relay.port() + "/"), true);
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

        start(database.jdbcUrl(), true);

        awaitState("the schema cannot be migrated: Failed to execute script V0001__create_note.sql: "
                + "ERROR: relation \"nowhere\" does not exist");
        assertThat(migration.isDone()).isFalse();

        execute("CREATE TABLE nowhere (y int)");
        assertThat(migration.await(LONG_ENOUGH)).isTrue();
    }

    @Test
    void databaseThatDoesNotExistIsNamed() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl().replace(database.name(), "nobody_made_it"), true);

        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(migration.state())
                        .startsWith("the schema cannot be migrated: Unable to obtain connection")
                        .endsWith("FATAL: database \"nobody_made_it\" does not exist")
                        .doesNotContain("\n"));
    }

    @Test
    void processThatMustNotMigrateWaitsForTheOneThatDoes() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text);");

        start(database.jdbcUrl(), false);
        awaitState("1 schema migrations are pending and this process does not migrate");

        flyway(database.jdbcUrl()).migrate();
        assertThat(migration.await(LONG_ENOUGH)).isTrue();
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() throws Exception {
        write("V0001__create_note.sql", "CREATE TABLE note (text text); INSERT INTO note VALUES ('once');");
        SchemaMigration other = new SchemaMigration(flyway(database.jdbcUrl()), true);

        other.start(new StartupEvent());
        start(database.jdbcUrl(), true);

        assertThat(migration.await(LONG_ENOUGH)).isTrue();
        assertThat(other.await(LONG_ENOUGH)).isTrue();
        assertThat(count("note")).isEqualTo(1);
    }

    private void start(String jdbcUrl, boolean enabled) {
        migration = new SchemaMigration(flyway(jdbcUrl), enabled);
        migration.start(new StartupEvent());
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

    private void write(String name, String sql) throws IOException {
        Files.writeString(migrations.resolve(name), sql);
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
