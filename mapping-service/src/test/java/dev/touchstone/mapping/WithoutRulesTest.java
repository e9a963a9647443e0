package dev.touchstone.mapping;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.hasItem;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.ExplainRequest;
import dev.touchstone.mapping.v1.GetActiveRuleSetRequest;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.mapping.v1.RuleSetServiceGrpc;
import dev.touchstone.mapping.v1.WatchActiveRuleSetRequest;
import dev.touchstone.testing.database.PostgresTestResource;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service before anything is installed: nobody has migrated the schema, so there are no rules. */
@QuarkusTest
@TestProfile(WithoutRulesTest.WithoutMigration.class)
@WithTestResource(PostgresTestResource.class)
class WithoutRulesTest {
    /** Leaves the schema to a process that does not come. */
    public static final class WithoutMigration implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("touchstone.schema.mode", "wait");
        }
    }

    private static final MappingKey KEY = MappingKey.newBuilder()
            .setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION)
            .build();

    @GrpcClient("mapping")
    MappingServiceGrpc.MappingServiceBlockingStub mapping;

    @GrpcClient("mapping")
    RuleSetServiceGrpc.RuleSetServiceBlockingStub ruleSets;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void serviceIsAliveButNotReady() {
        given().port(managementPort).get("/q/health/live").then().statusCode(200);
        given().port(managementPort)
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.findAll { it.status == 'DOWN' }.name", hasItem("rule set"));
    }

    @Test
    void everyCallThatNeedsRulesSaysThatThereAreNone() throws InvalidProtocolBufferException {
        assertNoActiveRuleSet(() -> mapping.classify(
                ClassifyRequest.newBuilder().addMappingKeys(KEY).build()));
        assertNoActiveRuleSet(() ->
                mapping.explain(ExplainRequest.newBuilder().setMappingKey(KEY).build()));
        assertNoActiveRuleSet(() -> ruleSets.getActiveRuleSet(GetActiveRuleSetRequest.getDefaultInstance()));
    }

    @Test
    void watcherIsToldThatThereAreNone() {
        assertThat(ruleSets.watchActiveRuleSet(WatchActiveRuleSetRequest.getDefaultInstance())
                        .next()
                        .hasActive())
                .isFalse();
    }

    private static void assertNoActiveRuleSet(ThrowingCallable call) throws InvalidProtocolBufferException {
        Status status = StatusProto.fromThrowable(catchThrowableOfType(StatusRuntimeException.class, call));
        assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION_VALUE);
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("NO_ACTIVE_RULE_SET");
    }
}
