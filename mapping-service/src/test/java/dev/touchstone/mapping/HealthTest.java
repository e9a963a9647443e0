package dev.touchstone.mapping;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.touchstone.mapping.v1.ClassifyRequest;
import dev.touchstone.mapping.v1.MappingKey;
import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.MappingServiceGrpc;
import dev.touchstone.testing.database.PostgresTestResource;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What Kubernetes and Prometheus see of the service. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HealthTest {
    @GrpcClient("mapping")
    HealthGrpc.HealthBlockingStub health;

    @GrpcClient("mapping")
    MappingServiceGrpc.MappingServiceBlockingStub mapping;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void probesAnswerOnTheManagementPort() {
        await().untilAsserted(() -> given().port(managementPort)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("schema", "rule set")));
        given().port(managementPort).get("/q/health/live").then().statusCode(200);
        given().port(managementPort).get("/q/health/started").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(404);
    }

    @Test
    void grpcHealthServesForEveryService() {
        for (String service : new String[] {
            "",
            "touchstone.mapping.v1.MappingService",
            "touchstone.mapping.v1.RuleSetService",
            "touchstone.mapping.v1.ChannelService"
        }) {
            HealthCheckRequest request =
                    HealthCheckRequest.newBuilder().setService(service).build();
            assertThat(health.check(request).getStatus()).as(service).isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void classifiedKeysAreCounted() {
        await().untilAsserted(() ->
                given().port(managementPort).get("/q/health/ready").then().statusCode(200));
        mapping.classify(ClassifyRequest.newBuilder()
                .addMappingKeys(MappingKey.newBuilder().setKind(MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION))
                .build());
        given().port(managementPort)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("touchstone_mapping_classified_keys_total{outcome=\"matched\"}"))
                .body(containsString("touchstone_mapping_classify_seconds_count"))
                .body(containsString("touchstone_mapping_active_rule_set_version 1.0"))
                .body(containsString("touchstone_mapping_publications_total{cause=\"shipped\"} 1.0"))
                .body(containsString("touchstone_mapping_rule_set_load_seconds_count"))
                .body(containsString("touchstone_mapping_rule_set_watchers"));
    }
}
