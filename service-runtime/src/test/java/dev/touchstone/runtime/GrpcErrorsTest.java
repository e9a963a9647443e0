package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.touchstone.contract.RpcFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class GrpcErrorsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GrpcErrors errors = new GrpcErrors(
            new IdSource(Clock.systemUTC()),
            new ServiceMeters(
                    meters,
                    new SchemaMigration(Flyway.configure().load(), SchemaMode.WAIT),
                    Clock.systemUTC(),
                    "a-service",
                    "1.0"));

    @Test
    void refusalKeepsItsCodeAndReason() throws InvalidProtocolBufferException {
        com.google.rpc.Status status =
                sent(new RpcFailure.NotFound("TOUCHPOINT_NOT_FOUND", "no touchpoint 7", Map.of("touchpointId", "7")));

        assertThat(status.getCode()).isEqualTo(Status.Code.NOT_FOUND.value());
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("TOUCHPOINT_NOT_FOUND");
        assertThat(meters.get("touchstone.service.incidents").counter().count())
                .as("a refusal is no incident")
                .isZero();
    }

    @Test
    void outageOfTheDatabaseAsksToTryAgain() {
        com.google.rpc.Status status = sent(new RuntimeException(new SQLException("insert into person", "08006")));

        assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
        assertThat(status.getMessage()).doesNotContain("insert into person");
    }

    /** A call that comes before the migration finds no table: that is no bug. */
    @Test
    void missingTableIsAnOutageToo() {
        com.google.rpc.Status status = sent(new SQLException("relation \"person\" does not exist", "42P01"));

        assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
        assertThat(status.getMessage()).isEqualTo("the database's schema is not yet the one that this version needs");
    }

    @Test
    void bugSendsNoTextOfItsOwn() {
        com.google.rpc.Status status = sent(new IllegalStateException("insert into person values ('ada@example.org')"));

        assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL.value());
        assertThat(status.toString()).doesNotContain("ada@example.org").doesNotContain("insert");
        assertThat(meters.get("touchstone.service.incidents").counter().count()).isOne();
    }

    @Test
    void statusThatIsOneAlreadyPassesUnchanged() {
        StatusRuntimeException status = Status.CANCELLED.asRuntimeException();

        assertThat(errors.transform(status)).isSameAs(status);
    }

    private com.google.rpc.Status sent(Throwable error) {
        return StatusProto.fromThrowable(errors.transform(error));
    }
}
