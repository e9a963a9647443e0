package dev.touchstone.salessync.facts;

import static dev.touchstone.salessync.person.PeopleScene.T0;
import static dev.touchstone.salessync.person.PeopleScene.lead;
import static dev.touchstone.salessync.person.PeopleScene.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.salessync.person.PeopleScene;
import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service by itself, with the address of touchpoint-service: people arrive, and its outage keeps nothing from being ready. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(value = TouchpointTestResource.class, initArgs = @ResourceArg(name = "loop", value = "yes"))
class FactLoopTest {
    TouchpointStandIn touchpoints;

    @Inject
    PeopleScene scene;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void peopleArriveByThemselvesAndAnOutageIsWaitedFor() throws Exception {
        scene.clear();
        touchpoints.setAway(true);
        scene.write(T0, reading(1, lead(1)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(metrics()).containsPattern("crm_facts_failures_total\\{.*} [1-9]"));
        assertThat(management("/q/health/ready").statusCode()).isEqualTo(200);

        touchpoints.setAway(false);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(touchpoints.known()).containsExactly("1"));
        assertThat(metrics())
                .contains("touchstone_crm_facts_lag_seconds")
                .contains("touchstone_crm_facts_consecutive_failures");
    }

    private String metrics() {
        return management("/q/metrics").asString();
    }

    private Response management(String path) {
        return RestAssured.given().port(managementPort).get(path);
    }
}
