package dev.touchstone.touchpoint.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.touchstone.testing.database.PostgresTestResource;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a platform team looks at: health over HTTP and gRPC, metrics. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class OperationsTest {
    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void livenessKnowsNothingOfTheDatabaseAndReadinessDoes() {
        given().get(management.resolve("health/live"))
                .then()
                .statusCode(200)
                .body("checks.name", not(hasItem(containsString("atabase"))));
        given().get(management.resolve("health/ready"))
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Database connections health check"))
                .body("checks.name", hasItem("schema"));
        given().get(management.resolve("health/started")).then().statusCode(200);
    }

    @Test
    void grpcHealthAnswersForTheServerAndForAService() {
        try (TouchpointClient client = new TouchpointClient(service)) {
            HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(client.channel());
            assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
                    .isEqualTo(ServingStatus.SERVING);
            assertThat(health.check(HealthCheckRequest.newBuilder()
                                    .setService("touchstone.touchpoint.v1.WebEventService")
                                    .build())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void metricsCountEventsByWhatBecameOfThem() {
        try (TouchpointClient client = new TouchpointClient(service)) {
            client.ingest(
                    Facts.pageView("metrics", "e1", Facts.at("09:00"), "https://acme.com/")
                            .build(),
                    Facts.pageView("metrics", "e2", Facts.at("09:00"), "acme").build());
        }

        given().get(management.resolve("metrics"))
                .then()
                .statusCode(200)
                .body(containsString("touchstone_web_accepted_events_total"))
                .body(containsString("touchstone_web_refused_events_total{reason=\"INVALID_URL\""));
    }
}
