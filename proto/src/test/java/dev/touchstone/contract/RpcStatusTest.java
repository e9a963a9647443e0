package dev.touchstone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RpcStatusTest {
    @Test
    void invalidRequestNamesEveryField() throws Exception {
        FieldViolations violations = new FieldViolations();
        violations.requireText("name", "", 10);
        violations.requireText("title", "x".repeat(11), 10);

        StatusRuntimeException status = RpcStatus.of(new RpcFailure.InvalidRequest(violations.list()));

        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getStatus().getDescription()).isEqualTo("name: is required: 1 to 10 characters (and 1 more)");
        var details = StatusProto.fromThrowable(status).getDetailsList();
        assertThat(details.get(0).unpack(ErrorInfo.class).getReason()).isEqualTo("INVALID_FIELDS");
        assertThat(details.get(1).unpack(BadRequest.class).getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getReason)
                .containsExactly("FIELD_REQUIRED", "FIELD_TOO_LONG");
    }

    /** Clients take 8 KB of metadata, in which the details stand in base64, and refuse the whole answer otherwise. */
    @Test
    void ofManyViolationsTheFirstAreToldSoThatTheMetadataFits() throws Exception {
        for (String what : List.of("wrong", "\u4e2d".repeat(2_000), "\ud83d\ude00".repeat(2_000))) {
            FieldViolations violations = new FieldViolations();
            for (int i = 0; i < 500; i++) {
                violations.add("rules[" + i + "].name", "FIELD_WRONG", "is " + what);
            }

            StatusRuntimeException status = RpcStatus.of(new RpcFailure.InvalidRequest(violations.list()));

            var details = StatusProto.fromThrowable(status);
            int told = details.getDetails(1).unpack(BadRequest.class).getFieldViolationsCount();
            int message = status.getStatus().getDescription().getBytes(StandardCharsets.UTF_8).length;
            assertThat(told).isBetween(2, 499);
            assertThat(details.getDetails(0).unpack(ErrorInfo.class).getMetadataMap())
                    .containsEntry("count", "500");
            assertThat(details.getSerializedSize() * 4 / 3 + message * 3).isLessThan(7_900);
            assertThat(status.getStatus().getDescription())
                    .startsWith("rules[0].name: is ")
                    .endsWith(" (and 499 more)");
        }
    }

    @Test
    void unavailableSaysWhenToRepeat() throws Exception {
        StatusRuntimeException status = RpcStatus.of(
                new RpcFailure.Unavailable("DATABASE_UNAVAILABLE", "the database is down", Duration.ofMillis(1_500)));

        var details = StatusProto.fromThrowable(status).getDetailsList();
        assertThat(details.get(1).unpack(RetryInfo.class).getRetryDelay().getNanos())
                .isEqualTo(500_000_000);
    }

    @Test
    void anExhaustedQuotaThatComesBackSaysWhen() throws Exception {
        var back = RpcStatus.of(new RpcFailure.ResourceExhausted("QUOTA", "used up", Duration.ofMinutes(3)));
        assertThat(back.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        var details = StatusProto.fromThrowable(back).getDetailsList();
        assertThat(details.get(1).unpack(RetryInfo.class).getRetryDelay().getSeconds())
                .isEqualTo(180);
        var full = RpcStatus.of(new RpcFailure.ResourceExhausted("LIMIT", "full", Map.of()));
        assertThat(StatusProto.fromThrowable(full).getDetailsList()).hasSize(1);
    }

    @Test
    void conflictIsAbortedSoThatTheCallerReadsAgain() throws Exception {
        StatusRuntimeException status =
                RpcStatus.of(new RpcFailure.Conflict("ETAG_MISMATCH", "it was changed", Map.of("etag", "7")));

        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        ErrorInfo info = StatusProto.fromThrowable(status).getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo("ETAG_MISMATCH");
        assertThat(info.getMetadataMap()).isEqualTo(Map.of("etag", "7"));
    }

    @Test
    void internalErrorTellsNothingButItsIncident() throws Exception {
        StatusRuntimeException status = RpcStatus.internal("4711");

        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(StatusProto.fromThrowable(status)
                        .getDetails(0)
                        .unpack(ErrorInfo.class)
                        .getMetadataMap())
                .isEqualTo(Map.of("incident", "4711"));
    }
}
