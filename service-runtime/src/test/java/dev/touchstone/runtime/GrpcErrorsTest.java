package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.touchstone.contract.RpcFailure;
import dev.touchstone.testing.database.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcErrorsTest {
    private static TestDatabase database;
    private static SchemaMigration schema;

    private final GrpcErrors errors = new GrpcErrors(new IdSource(Clock.systemUTC()), schema);

    @BeforeAll
    static void migrate(@TempDir Path noMigrations) throws InterruptedException {
        database = TestDatabase.create("errors");
        schema = migration(noMigrations);
        schema.start(new StartupEvent());
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    /** A statement that finds no table yet is no bug. */
    @Test
    void everythingIsAnOutageUntilTheSchemaIsThere(@TempDir Path noMigrations) {
        GrpcErrors early = new GrpcErrors(new IdSource(Clock.systemUTC()), migration(noMigrations));

        Throwable sent = early.transform(new SQLException("relation \"person\" does not exist", "42P01"));

        assertThat(StatusProto.fromThrowable(sent).getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
        assertThat(StatusProto.fromThrowable(sent).getMessage()).startsWith("the service is starting");
    }

    @Test
    void refusalKeepsItsCodeAndReason() throws InvalidProtocolBufferException {
        com.google.rpc.Status status =
                sent(new RpcFailure.NotFound("TOUCHPOINT_NOT_FOUND", "no touchpoint 7", Map.of("touchpointId", "7")));

        assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND.value());
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("TOUCHPOINT_NOT_FOUND");
    }

    @Test
    void outageOfTheDatabaseAsksToTryAgain() {
        com.google.rpc.Status status = sent(new RuntimeException(new SQLException("insert into person", "08006")));

        assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
        assertThat(status.getMessage()).doesNotContain("insert into person");
    }

    @Test
    void bugSendsNoTextOfItsOwn() {
        com.google.rpc.Status status = sent(new IllegalStateException("insert into person values ('ada@example.org')"));

        assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL.value());
        assertThat(status.toString()).doesNotContain("ada@example.org").doesNotContain("insert");
    }

    @Test
    void statusThatIsOneAlreadyPassesUnchanged() {
        StatusRuntimeException status = Status.CANCELLED.asRuntimeException();

        assertThat(errors.transform(status)).isSameAs(status);
    }

    private static SchemaMigration migration(Path directory) {
        Flyway flyway = Flyway.configure()
                .dataSource(database.jdbcUrl(), "postgres", "postgres")
                .locations("filesystem:" + directory)
                .load();
        return new SchemaMigration(flyway, true);
    }

    private com.google.rpc.Status sent(Throwable error) {
        return StatusProto.fromThrowable(errors.transform(error));
    }
}
