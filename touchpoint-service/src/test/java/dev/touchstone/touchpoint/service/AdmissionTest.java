package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Collector.batch;
import static dev.touchstone.touchpoint.service.Collector.page;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.Consent;
import dev.touchstone.touchpoint.v1.Geo;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.Refusal;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who is let in, and that neighbours in one transaction do not harm each other. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(AdmissionTest.SmallLimits.class)
class AdmissionTest extends CollectorFixture {
    /** Limits that a test reaches. */
    public static final class SmallLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchpoint.derivation.workers", "0",
                    "touchpoint.remap.enabled", "false",
                    "touchpoint.collector.visitor-rate.events-per-minute", "1",
                    "touchpoint.collector.visitor-rate.burst", "3",
                    "touchpoint.collector.address-rate.events-per-minute", "0",
                    "touchpoint.collector.buffer.events", "40");
        }
    }

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void crawlersAndWhoeverDoesNotNameItselfAreRefusedAndCounted() {
        for (String userAgent : List.of("Googlebot/2.1 (+http://www.google.com/bot.html)", "HeadlessChrome/120", "")) {
            given().baseUri(service.toString())
                    .basePath("")
                    .contentType("application/json")
                    .header("User-Agent", userAgent)
                    .body(batch(site, "v-bot", page("e", "https://acme.com/")))
                    .post("/v1/events")
                    .then()
                    .statusCode(200)
                    .body("accepted", equalTo(0))
                    .body("refused", hasSize(1))
                    .body("refused[0].violations[0].reason", equalTo("BOT"));
        }
        assertThat(state.count("web_event")).isZero();
        given().get(management.resolve("metrics"))
                .then()
                .body(containsString("touchstone_web_bot_events_total{pattern=\"Googlebot\\\\/\"} 1.0"))
                .body(containsString("touchstone_web_bot_events_total{pattern=\"HeadlessChrome\"} 1.0"))
                .body(containsString("touchstone_web_refused_events_total{reason=\"NO_USER_AGENT\"} 1.0"));
    }

    @Test
    void visitorWhoSendsTooMuchIsRefusedForAWhile() {
        var three = batch(
                site,
                "v-fast",
                page("e1", "https://acme.com/"),
                page("e2", "https://acme.com/"),
                page("e3", "https://acme.com/"));
        collector.post(three).then().statusCode(200).body("accepted", equalTo(3));
        collector
                .post(batch(site, "v-fast", page("e4", "https://acme.com/")))
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-5]?[0-9]|60"))
                .body("error.reason", equalTo("RATE_LIMITED"));
        assertThat(state.count("web_event")).isEqualTo(3);
    }

    @Test
    void everySubmissionOfAGroupGetsItsOwnCounts() throws Exception {
        List<Future<IngestWebEventsResponse>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                // Two submissions each have the same two events, and one event of its own.
                String pair = "shared-" + i / 2;
                String own = "own-" + i;
                answers.add(threads.submit(() -> client.ingest(event(pair + "a"), event(pair + "b"), event(own))));
            }
        }
        long accepted = 0;
        long duplicates = 0;
        for (int i = 0; i < answers.size(); i += 2) {
            IngestWebEventsResponse one = answers.get(i).get();
            IngestWebEventsResponse other = answers.get(i + 1).get();
            assertThat(one.getAcceptedCount() + other.getAcceptedCount()).isEqualTo(4);
            assertThat(one.getAcceptedCount()).isBetween(1L, 3L);
            accepted += one.getAcceptedCount() + other.getAcceptedCount();
            duplicates += one.getDuplicateCount() + other.getDuplicateCount();
        }
        assertThat(accepted).isEqualTo(120);
        assertThat(duplicates).isEqualTo(60);
        assertThat(state.count("web_event")).isEqualTo(120);
    }

    /** PostgreSQL itself refuses one event, as it would for a bug that lets impossible data through. */
    @Test
    void eventThatCannotBeStoredHarmsNoNeighbour() throws Exception {
        state.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$BEGIN RAISE EXCEPTION 'cannot'; END$$");
        client.ingest(event("first"));
        state.execute("CREATE TRIGGER refuse BEFORE INSERT ON web_event FOR EACH ROW"
                + " WHEN (NEW.event_id = 'poison') EXECUTE FUNCTION refuse()");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = i == 20 ? "poison" : "e" + i;
                answers.add(threads.submit(() -> collector
                        .post(batch(site, "v-" + name, page(name, "https://acme.com/")))
                        .statusCode()));
            }
            for (int i = 0; i < 40; i++) {
                int status = answers.get(i).get();
                assertThat(status).as("submission %d", i).isIn(i == 20 ? List.of(500, 429) : List.of(200, 429));
            }
        } finally {
            state.execute("DROP FUNCTION refuse() CASCADE");
        }
        assertThat(state.texts("SELECT event_id FROM web_event WHERE event_id = 'poison'"))
                .isEmpty();
    }

    /** The database holds every writer up; what then comes is more than may wait. */
    @Test
    void whoComesWhileTheBufferIsFullIsAskedToComeAgain() throws Exception {
        client.ingest(event("first"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                java.sql.Connection lock = dataSource.getConnection()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE web_event IN SHARE ROW EXCLUSIVE MODE");
            List<Future<io.restassured.response.Response>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String name = "f" + i;
                answers.add(threads.submit(
                        () -> collector.post(batch(site, "v-" + name, page(name, "https://acme.com/")))));
            }
            org.awaitility.Awaitility.await()
                    .until(() -> answers.stream().filter(Future::isDone).count() >= 20);
            lock.rollback();
            int stored = 0;
            String refused = "";
            for (int i = 0; i < answers.size(); i++) {
                Future<io.restassured.response.Response> answer = answers.get(i);
                if (answer.get().statusCode() == 200) {
                    stored++;
                } else {
                    refused = "v-f" + i;
                    answer.get()
                            .then()
                            .statusCode(429)
                            .header("Retry-After", equalTo("1"))
                            .body("error.reason", equalTo("BUSY"));
                }
            }
            assertThat(stored).isEqualTo(40);
            assertThat(state.count("web_event")).isEqualTo(41);
            // What could not be stored has cost nothing: three is all that a visitor may send at once.
            collector
                    .post(batch(
                            site,
                            refused,
                            page("r1", "https://acme.com/"),
                            page("r2", "https://acme.com/"),
                            page("r3", "https://acme.com/")))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void internalClientsMayNameTheSiteAndTheCircumstances() {
        WebEvent known = event("known").toBuilder()
                .setSiteId("acme")
                .setConsent(Consent.CONSENT_GIVEN)
                .setBrowser("Chrome (60.0)")
                .setPlatform("Windows (10)")
                .setGeo(Geo.newBuilder().setCountry("US").setRegion("CA").setCity("San José"))
                .setSequence(7)
                .build();
        IngestWebEventsResponse response = client.ingest(
                known,
                known.toBuilder().setEventId("site").setSiteId("nobody").build(),
                known.toBuilder()
                        .setEventId("host")
                        .setPageUrl("https://x.test/")
                        .build(),
                known.toBuilder()
                        .setEventId("country")
                        .setGeo(Geo.newBuilder().setCountry("usa"))
                        .build());

        assertThat(response.getAcceptedCount()).isEqualTo(1);
        assertThat(response.getRefusalsList())
                .extracting(refusal -> refusal.getRecordId() + " " + reasons(refusal))
                .containsExactly(
                        "site [web_events[1].site_id UNKNOWN_SITE]",
                        "host [web_events[2].page_url DOMAIN_NOT_REGISTERED]",
                        "country [web_events[3].geo.country INVALID_COUNTRY]");
        assertThat(state.texts(
                        "SELECT ROW(site_id, consent_given, browser, platform, country, region, city, sequence)::text"
                                + " FROM web_event JOIN web_context USING (context_id)"))
                .containsExactly("(acme,t,\"Chrome (60.0)\",\"Windows (10)\",US,CA,\"San José\",7)");
    }

    @Test
    void clockOfAnInternalClientIsCorrectedToo() {
        Instant wrong = Instant.now().minusSeconds(7_200);
        client.ingest(List.of(IngestWebEventsRequest.newBuilder()
                .setSendTime(Facts.time(wrong))
                .addWebEvents(event("e").toBuilder().setOccurTime(Facts.time(wrong)))
                .build()));
        assertThat(state.texts("SELECT clock_offset_minutes::text FROM web_event"))
                .containsExactly("120");
    }

    @Test
    void monthThatSomebodyHasDroppedIsMadeAgain() {
        client.ingest(event("first"));
        String month =
                state.texts("SELECT tableoid::regclass::text FROM web_event").getFirst();
        state.execute("DROP TABLE " + month);
        assertThat(client.ingest(event("second")).getAcceptedCount()).isEqualTo(1);
        assertThat(state.texts("SELECT event_id FROM web_event")).containsExactly("second");
    }

    private static List<String> reasons(Refusal refusal) {
        return refusal.getViolationsList().stream()
                .map(violation -> violation.getField() + " " + violation.getReason())
                .toList();
    }

    private static WebEvent event(String id) {
        return Facts.pageView("v", id, Facts.at("09:00"), "https://acme.com/").build();
    }
}
