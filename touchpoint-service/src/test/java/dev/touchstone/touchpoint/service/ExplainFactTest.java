package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.activity;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.derive.HandDerivation;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainFactResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import io.agroal.api.AgroalDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a fact before and after its derivation; the test decides when that is. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class ExplainFactTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    SchemaMigration schema;

    @Inject
    HandDerivation hand;

    private TouchpointClient client;
    private StoredState state;

    @BeforeEach
    void begin() throws InterruptedException {
        assertThat(schema.await(Duration.ofMinutes(1))).isTrue();
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.clear();
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    @Test
    void aFactWhoseTouchpointIsOnItsWayIsNotSaidToBeUnknown() {
        client.sync(lead("L1", "a@example.com", at("08:00")));
        hand.drain();
        client.sync(activity("T1", "L1", "Call", at("09:00"), at("09:00")));

        assertThatThrownBy(() -> explain("T1")).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(detail(e, 0, ErrorInfo.class).getReason()).isEqualTo("DERIVATION_PENDING");
            assertThat(detail(e, 1, RetryInfo.class).getRetryDelay().getSeconds())
                    .isEqualTo(1);
        });
        assertThatThrownBy(() -> explain("T2")).isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(detail(e, 0, ErrorInfo.class).getReason()).isEqualTo("FACT_NOT_FOUND");
        });

        hand.drain();
        assertThat(explain("T1").getTouchpoint().getFact().getActivityId()).isEqualTo("T1");
    }

    private ExplainFactResponse explain(String activityId) {
        return client.touchpoints.explainFact(ExplainFactRequest.newBuilder()
                .setFact(FactReference.newBuilder().setActivityId(activityId))
                .build());
    }

    private static <T extends Message> T detail(StatusRuntimeException error, int index, Class<T> type) {
        try {
            return StatusProto.fromThrowable(error).getDetails(index).unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("another detail", e);
        }
    }
}
