package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.agroal.api.AgroalDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away, has no room, or refuses one row: one clear sentence, nothing lost, everything heals. */
@QuarkusTest
@WithTestResource(DatabaseBehindProxy.class)
@WithTestResource(MappingStub.class)
class OutagesTest {
    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private StoredState state;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        state = new StoredState(dataSource);
        state.clear();
    }

    @AfterEach
    void end() {
        DatabaseBehindProxy.giveBack();
        client.close();
    }

    @Test
    void eventsAreRefusedForNowWhileTheDatabaseIsAwayAndTakenWhenItIsBack() throws Exception {
        client.ingest(event("before"));

        DatabaseBehindProxy.takeAway();
        StatusRuntimeException refused = refused(event("during"));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        var details = StatusProto.fromThrowable(refused).getDetailsList();
        assertThat(details.get(0).unpack(ErrorInfo.class).getReason()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(details.get(1).unpack(RetryInfo.class).getRetryDelay().getSeconds())
                .isEqualTo(1);
        assertThat(refused.getStatus().getDescription())
                .doesNotContain("INSERT")
                .hasLineCount(1);
        given().get(management.resolve("health/live")).then().statusCode(200);
        given().get(management.resolve("health/ready")).then().statusCode(503);

        DatabaseBehindProxy.giveBack();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsMatching(StatusRuntimeException.class::isInstance)
                .untilAsserted(() -> client.ingest(event("during")));
        client.awaitDerived();
        assertThat(client.journey("before@example.com").getTouchpointsCount()).isEqualTo(1);
        assertThat(client.journey("during@example.com").getTouchpointsCount()).isEqualTo(1);
        given().get(management.resolve("health/ready")).then().statusCode(200);
    }

    @Test
    void httpIsAskedToComeAgainWhileTheDatabaseIsAway() {
        Collector collector = new Collector(service, client.channel());
        var site = collector.site("outage", "outage.test");
        var batch = Collector.batch(site, "v", Collector.page("during", "https://outage.test/"));

        DatabaseBehindProxy.takeAway();
        collector
                .post(batch)
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("error.reason", org.hamcrest.Matchers.equalTo("DATABASE_UNAVAILABLE"));

        DatabaseBehindProxy.giveBack();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> collector.post(batch).statusCode() == 200);
        assertThat(state.count("web_event")).isEqualTo(1);
    }

    /** The error is raised by PostgreSQL itself, with the state that a full disk has. */
    @Test
    void fullDiskIsSaidInOneSentenceAndNothingIsAcknowledged() {
        state.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END$$");
        state.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON dirty_mark_visitor FOR EACH ROW EXECUTE FUNCTION refuse()");
        try {
            StatusRuntimeException refused = refused(event("full"));

            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(refused.getStatus().getDescription()).isEqualTo("the database's disk is full");
            assertThat(state.count("web_event")).isZero();
        } finally {
            state.execute("DROP FUNCTION refuse() CASCADE");
        }
        assertThat(client.ingest(event("full")).getAcceptedCount()).isEqualTo(1);
    }

    @Test
    void visitorThatCannotBeDerivedKeepsNobodyElseWaitingAndIsDerivedWhenItCan() {
        state.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE EXCEPTION 'cannot'; END$$");
        state.execute("CREATE TRIGGER refuse BEFORE INSERT ON session FOR EACH ROW"
                + " WHEN (NEW.visitor_id = 'v-poison') EXECUTE FUNCTION refuse()");
        try {
            WebEvent[] events = new WebEvent[200];
            for (int i = 0; i < events.length; i++) {
                events[i] = event("p" + i);
            }
            events[100] = event("poison");
            client.ingest(events);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(state.count("touchpoint")).isEqualTo(events.length - 1));
        } finally {
            state.execute("DROP FUNCTION refuse() CASCADE");
        }
        client.awaitDerived();
        assertThat(client.journey("poison@example.com").getTouchpointsCount()).isEqualTo(1);
    }

    private static WebEvent event(String name) {
        return form("v-" + name, "e1", at("09:00"), "https://acme.com/", name + "@example.com")
                .build();
    }

    private StatusRuntimeException refused(WebEvent event) {
        try {
            client.ingest(event);
        } catch (StatusRuntimeException e) {
            return e;
        }
        throw new AssertionError("the event was acknowledged");
    }
}
