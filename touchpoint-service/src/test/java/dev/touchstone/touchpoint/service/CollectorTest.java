package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Collector.batch;
import static dev.touchstone.touchpoint.service.Collector.event;
import static dev.touchstone.touchpoint.service.Collector.page;
import static dev.touchstone.touchpoint.service.Collector.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.RotateWriteKeyRequest;
import dev.touchstone.touchpoint.v1.Site;
import dev.touchstone.touchpoint.v1.SiteServiceGrpc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP collector over its real port. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(WithoutWorkers.class)
class CollectorTest extends CollectorFixture {
    @Test
    void storesABatchOnce() {
        var batch = batch(
                site,
                "v-1",
                with(page("e1", "https://www.acme.com/?utm_source=x"), "referrer", "https://google.com/"),
                with(
                        with(event("e2", "form", "https://acme.com/demo"), "email", "Jane@Acme.test"),
                        "form",
                        Map.of("name", "demo", "source", "thank-you")),
                with(
                        event("e3", "alias", "https://acme.com/"),
                        "alias",
                        Map.of("type", "munchkin", "value", "_mch-acme.com-1")));

        collector
                .post(batch)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(3))
                .body("duplicate", equalTo(0))
                .body("refused", hasSize(0));
        collector
                .post(batch)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("duplicate", equalTo(3));

        assertThat(rows("event_id, type, page_url, email, alias, form_name, form_source, sequence"))
                .containsExactly(
                        "(e1,PAGE_VIEW,https://www.acme.com/?utm_source=x,,,,,1)",
                        "(e2,FORM_SUBMISSION,https://acme.com/demo,jane@acme.test,,demo,THANK_YOU_ELEMENT,1)",
                        "(e3,ALIAS,https://acme.com/,,MARKETO_MUNCHKIN:_mch-acme.com-1,,,1)");
    }

    @Test
    void refusesABadEventAlone() {
        collector
                .post(batch(
                        site,
                        "v-1",
                        page("good", "https://acme.com/"),
                        with(page("bad", "not an address"), "email", "x"),
                        with(page("wrong", "https://acme.com/"), "seq", "one")))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("refused.id", equalTo(List.of("bad", "wrong")))
                .body("refused[0].violations[0].field", equalTo("events[1].url"))
                .body("refused[0].violations[0].reason", equalTo("INVALID_URL"))
                .body("refused[0].violations[1].field", equalTo("events[1].email"))
                .body("refused[1].violations[0].field", equalTo("events[2].seq"))
                .body("refused[1].violations[0].reason", equalTo("INVALID_TYPE"));
        assertThat(rows("event_id")).containsExactly("(good)");
    }

    @Test
    void takesWhatSendBeaconSends() {
        collector
                .browser()
                .contentType("text/plain;charset=UTF-8")
                .header("Origin", "https://www.acme.com")
                .body("{\"writeKey\":\"" + site.getWriteKey() + "\",\"visitorId\":\"v\",\"events\":[{\"id\":\"e\","
                        + "\"time\":" + System.currentTimeMillis() + ",\"type\":\"page\",\"url\":\"https://acme.com/\","
                        + "\"unknown\":[1]}],\"more\":{}}")
                .post("/v1/events")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "https://www.acme.com")
                .header("Access-Control-Expose-Headers", "Retry-After")
                .header("Vary", "Origin")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Set-Cookie", nullValue())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body("accepted", equalTo(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no JSON                | nonsense                                                     | MALFORMED_JSON | line 1
            no object              | [1]                                                          | MALFORMED_JSON | JSON object
            two objects            | {} {}                                                        | MALFORMED_JSON | line 1
            a name twice           | {"writeKey":"a","writeKey":"b"}                              | MALFORMED_JSON | each name once
            no visitor             | {"writeKey":"KEY","events":[{}]}                             | INVALID_FIELDS | visitorId: is required
            a visitor with a blank | {"writeKey":"KEY","visitorId":"a b","events":[{}]}           | INVALID_FIELDS | visitorId: must have visible
            no events              | {"writeKey":"KEY","visitorId":"v"}                           | INVALID_FIELDS | events: must be 1 to 50
            events of a wrong type | {"writeKey":"KEY","visitorId":"v","events":"all"}            | INVALID_FIELDS | events: must be a list
            a clock of 1970        | {"writeKey":"KEY","visitorId":"v","sentAt":1,"events":[{}]}  | INVALID_FIELDS | sentAt: must be within
            a time of a wrong type | {"writeKey":"KEY","visitorId":"v","sentAt":"x","events":[{}]}| INVALID_FIELDS | sentAt: must be millis
            consent of wrong type  | {"writeKey":"KEY","visitorId":"v","consent":1,"events":[{}]} | INVALID_FIELDS | consent: must be true or
            """)
    void saysWhatIsWrongWithABody(String what, String body, String reason, String message) {
        collector
                .browser()
                .body(body.replace("KEY", site.getWriteKey()))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("error.reason", equalTo(reason))
                .body("error.message", containsString(message));
    }

    @Test
    void refusesOtherKeysTypesAndSizes() {
        collector
                .post(with(batch(site, "v", page("e", "https://acme.com/")), "writeKey", "nobody's"))
                .then()
                .statusCode(401)
                .body("error.reason", equalTo("UNKNOWN_WRITE_KEY"));
        collector
                .browser()
                .contentType("application/xml")
                .body("<a/>")
                .post("/v1/events")
                .then()
                .statusCode(415)
                .body("error.reason", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        collector
                .browser()
                .body("x".repeat(64 * 1024 + 1))
                .post("/v1/events")
                .then()
                .statusCode(413)
                .body("error.reason", equalTo("TOO_LARGE"));
        Map<String, Object>[] tooMany = new Map[51];
        java.util.Arrays.setAll(tooMany, i -> page("e" + i, "https://acme.com/"));
        collector
                .post(batch(site, "v", tooMany))
                .then()
                .statusCode(400)
                .body("error.reason", equalTo("INVALID_FIELDS"));
        assertThat(state.count("web_event")).isZero();
    }

    /** T26: what a disabled domain sent never appears, and enabling it brings nothing back. */
    @Test
    void domainThatIsDisabledSendsNothing() {
        Site disabled = collector.enable(site, false);
        collector
                .post(batch(site, "v", page("monday", "https://acme.com/")))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("refused[0].violations[0].reason", equalTo("DOMAIN_DISABLED"));

        collector.enable(disabled, true);
        collector
                .post(batch(site, "v", page("tuesday", "https://acme.com/")))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
        assertThat(rows("event_id")).containsExactly("(tuesday)");
    }

    /** T27: subdomains of a registered domain are tracked, other domains are not. */
    @Test
    void onlyPagesOfRegisteredDomainsAreTracked() {
        Site other = collector.site("other", "shop.acme.com");

        collector
                .post(batch(
                        site,
                        "v",
                        page("sub", "https://blog.acme.com/"),
                        page("foreign", "https://acme.de/"),
                        page("others", "https://shop.acme.com/")))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body(
                        "refused.violations.reason.flatten()",
                        equalTo(List.of("DOMAIN_NOT_REGISTERED", "DOMAIN_NOT_REGISTERED")));
        collector
                .post(batch(other, "v", page("its own", "https://shop.acme.com/")))
                .then()
                .body("refused[0].violations[0].reason", equalTo("INVALID_ID"));
        assertThat(rows("event_id")).containsExactly("(sub)");
    }

    @Test
    void pagesOfOtherDomainsMayNotSend() {
        var batch = batch(site, "v", page("e", "https://acme.com/"));
        for (String origin : List.of("https://evil.test", "https://acme.com.evil.test", "null", "", "https://")) {
            Response response = collector
                    .browser()
                    .contentType("application/json")
                    .header("Origin", origin)
                    .body(batch)
                    .post("/v1/events");
            response.then()
                    .statusCode(403)
                    .header("Access-Control-Allow-Origin", "*")
                    .body("error.reason", equalTo("ORIGIN_NOT_OF_SITE"));
        }
        assertThat(state.count("web_event")).isZero();
    }

    /** Otherwise a browser would take the refusal for a broken connection, and its tag would send for ever. */
    @Test
    void pageOfADisabledDomainMayReadThatItIsRefused() {
        collector.enable(site, false);
        collector
                .browser()
                .contentType("application/json")
                .header("Origin", "https://acme.com")
                .body(batch(site, "v", page("e", "https://acme.com/")))
                .post("/v1/events")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", "https://acme.com");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"https://acme.com, true", "https://shop.acme.com:8443, true", "https://acme.de, false", "null, false"})
    void preflightAllowsRegisteredDomains(String origin, boolean allowed) {
        Response response = collector
                .browser()
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/v1/events");

        response.then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("content-type"))
                .header("Access-Control-Allow-Credentials", nullValue());
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(allowed ? origin : null);
    }

    @Test
    void bothKeysWorkUntilTheNextRotation() {
        SiteServiceGrpc.SiteServiceBlockingStub sites = SiteServiceGrpc.newBlockingStub(client.channel());
        Site second = rotate(sites, site);
        assertThat(status(site)).isEqualTo(200);
        assertThat(status(second)).isEqualTo(200);
        Site third = rotate(sites, second);
        assertThat(status(site)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);
        assertThat(status(third)).isEqualTo(200);
    }

    /** T23: consent is kept as given only if it was required. */
    @Test
    void keepsConsentAndSite() {
        collector.post(batch(site, "v", page("without", "https://acme.com/")));
        collector.post(with(batch(site, "v", page("given", "https://acme.com/")), "consent", true));

        assertThat(state.texts("SELECT ROW(event_id, site_id, consent_given)::text FROM web_event"
                        + " JOIN web_context USING (context_id) ORDER BY event_id"))
                .containsExactly("(given,acme,t)", "(without,acme,f)");
    }

    /** The browser's clock is three hours and ten seconds behind. */
    @Test
    void correctsTheClientsClockByWholeMinutes() {
        long wrong = System.currentTimeMillis() - Duration.ofHours(3).toMillis() - 10_000;
        var event = with(page("e", "https://acme.com/"), "time", wrong - 5_000);
        collector.post(with(batch(site, "v", event), "sentAt", wrong)).then().body("accepted", equalTo(1));

        assertThat(rows("clock_offset_minutes")).containsExactly("(180)");
        // Sent again an hour later: the same event, and the smaller difference stays.
        collector
                .post(with(
                        batch(site, "v", event),
                        "sentAt",
                        wrong - Duration.ofHours(1).toMillis()))
                .then()
                .body("duplicate", equalTo(1));
        assertThat(rows("clock_offset_minutes")).containsExactly("(180)");
    }

    @Test
    void eventsAreLateUpToTheHorizon() {
        long now = System.currentTimeMillis();
        collector
                .post(batch(
                        site,
                        "v",
                        with(
                                page("late", "https://acme.com/"),
                                "time",
                                now - Duration.ofDays(29).toMillis()),
                        with(
                                page("too-late", "https://acme.com/"),
                                "time",
                                now - Duration.ofDays(31).toMillis()),
                        with(
                                page("ahead", "https://acme.com/"),
                                "time",
                                now + Duration.ofDays(2).toMillis())))
                .then()
                .body("accepted", equalTo(1))
                .body("refused.violations.reason.flatten()", equalTo(List.of("TOO_LATE", "TIME_OUT_OF_RANGE")));
    }

    /** T24, its collecting half: the link names the reader, and no address is kept in an address. */
    @Test
    void linkInAnEmailNamesItsReader() {
        collector.post(batch(
                site,
                "v",
                page("address", "https://acme.com/?a=b&mailId=Jane%40x.com&c=d#mailId=1"),
                with(page("plain", "https://acme.com/next"), "referrer", "https://acme.com/?a=b&mailId=jane@x.com"),
                page("lead", "https://acme.com/?mailid=00Q5g00000abcde"),
                page("neither", "https://acme.com/?mailId=%%address%%")));

        assertThat(rows("event_id, type, page_url, referrer_url, email, alias"))
                .containsExactly(
                        "(address,EMAIL_LINK_CLICK,https://acme.com/?a=b&mailId=&c=d#mailId=,,jane@x.com,)",
                        "(lead,EMAIL_LINK_CLICK,https://acme.com/?mailid=,,,CRM_PERSON:00Q5g00000abcdeEAA)",
                        "(neither,PAGE_VIEW,https://acme.com/?mailId=,,,)",
                        "(plain,PAGE_VIEW,https://acme.com/next,https://acme.com/?a=b&mailId=,,)");
    }

    private int status(Site with) {
        return collector.post(batch(with, "v", page("e", "https://acme.com/"))).statusCode();
    }

    private static Site rotate(SiteServiceGrpc.SiteServiceBlockingStub sites, Site site) {
        return sites.rotateWriteKey(RotateWriteKeyRequest.newBuilder()
                        .setSiteId(site.getSiteId())
                        .setEtag(site.getEtag())
                        .build())
                .getSite();
    }

    private List<String> rows(String columns) {
        return state.texts("SELECT ROW(" + columns + ")::text FROM web_event ORDER BY event_id");
    }
}
