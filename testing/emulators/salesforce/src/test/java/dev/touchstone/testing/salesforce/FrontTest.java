package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.rest.RequestLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every call passes: versions, limits, forms; and what there is to be described. */
class FrontTest extends EmulatorFixture {
    private String usage() throws Exception {
        return client.raw("/limits").headers().firstValue("Sforce-Limit-Info").orElse("");
    }

    @Test
    void versionsNeedNoSession() throws Exception {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(emulator.url().resolve("/services/data")));
        JsonNode versions = EmulatorClient.json(response);
        assertThat(versions.findValuesAsText("version"))
                .contains("62.0", "50.0")
                .doesNotContain("20.0");
        assertThat(versions.findValuesAsText("label")).contains("Winter '25", "Summer '26");
        JsonNode resources = client.get("");
        assertThat(resources.get("query").asText()).isEqualTo("/services/data/v62.0/query");
        assertThat(client.send(HttpRequest.newBuilder(emulator.loginUrl().resolve("/services/data")))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0} is HTTP {1}")
    @CsvSource({
        "/services/data/v30.0/limits, 410",
        "/services/data/v31.0/limits, 200",
        "/services/data/v99.0/limits, 404",
        "/services/data/latest/limits, 404",
        "/services/other, 404"
    })
    void versionsAreRetired(String path, int status) throws Exception {
        assertThat(client.raw(path).statusCode()).isEqualTo(status);
    }

    @Test
    void formsAreNegotiated() throws Exception {
        assertThat(client.send(client.request("/limits").header("Accept", "application/pdf"))
                        .statusCode())
                .isEqualTo(406);
        assertThat(client.send(client.request("/limits").header("Accept", "text/html, application/json;q=0.9"))
                        .statusCode())
                .isEqualTo(200);
        HttpRequest.Builder xml = client.request("/sobjects/Task")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<Task/>"));
        assertThat(client.send(xml).statusCode()).isEqualTo(415);
        HttpRequest.Builder basic = HttpRequest.newBuilder(emulator.url().resolve("/services/data/v62.0/limits"));
        assertThat(EmulatorClient.code(client.send(basic.copy()))).isEqualTo("INVALID_SESSION_ID");
        assertThat(EmulatorClient.code(client.send(basic.header("Authorization", "Basic eDp5"))))
                .isEqualTo("INVALID_AUTH_HEADER");
    }

    @Test
    void bodiesArePackedBothWays() throws Exception {
        HttpResponse<byte[]> packed =
                client.bytes(client.request("/sobjects/Lead/describe").header("Accept-Encoding", "gzip"));
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(EmulatorClient.JSON.readTree(plain).get("name").asText()).isEqualTo("Lead");

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"Subject\":\"packed\"}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest.Builder request = client.request("/sobjects/Task")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()));
        assertThat(client.send(request).statusCode()).isEqualTo(201);
    }

    /** AC-55: the part of the app is there only if the app has a limit. */
    @Test
    void theHeaderTellsUsage() throws Exception {
        assertThat(usage()).isEqualTo("api-usage=1/110000");
        emulator.meter().limit(RequestLimits.enterprise().withRequestsPerDay(EmulatorConfig.APP_NAME, 250));
        emulator.meter().addOthers(97);
        assertThat(usage()).isEqualTo("api-usage=99/110000; per-app-api-usage=2/250(appName=touchstone)");
        JsonNode limits = client.get("/limits").get("DailyApiRequests");
        assertThat(limits.get("Max").asInt()).isEqualTo(110_000);
        assertThat(limits.get("Remaining").asInt()).isEqualTo(109_900);
        assertThat(limits.at("/touchstone/Remaining").asInt()).isEqualTo(247);
    }

    /** AC-59: the limit is one of the last 24 hours. */
    @Test
    void requestsOfTheLastDayAreLimited() throws Exception {
        start(EmulatorConfig.defaults().withLimits(RequestLimits.enterprise().withRequestsPerDay(3)));
        client.raw("/limits");
        emulator.clock().advance(Duration.ofHours(1));
        client.raw("/limits");
        client.raw("/limits");
        HttpResponse<String> refused = client.raw("/limits");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(EmulatorClient.json(refused).at("/0/message").asText()).contains("TotalRequests");
        emulator.clock().advance(Duration.ofHours(23));
        client.logIn();
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(client.raw("/limits").statusCode()).isEqualTo(403);
    }

    @Test
    void anAppMayHaveItsOwnLimit() throws Exception {
        emulator.meter().limit(RequestLimits.enterprise().withRequestsPerDay(EmulatorConfig.APP_NAME, 1));
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(EmulatorClient.code(client.raw("/limits"))).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    }

    /** 25 requests have run for 20 seconds, so that there is no room for any other. */
    @Test
    void longRequestsAreLimited() throws Exception {
        emulator.faults().onNext(25, new Fault.Slow(Duration.ofSeconds(3)));
        try (ExecutorService callers = Executors.newFixedThreadPool(25)) {
            List<Future<Integer>> running = IntStream.range(0, 25)
                    .mapToObj(i -> callers.submit(() -> client.raw("/limits").statusCode()))
                    .toList();
            while (emulator.meter().used() < 25) {
                Thread.onSpinWait();
            }
            assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
            emulator.clock().advance(Duration.ofSeconds(20));
            HttpResponse<String> refused = client.raw("/limits");
            assertThat(EmulatorClient.code(refused)).isEqualTo("REQUEST_LIMIT_EXCEEDED");
            assertThat(refused.body()).contains("ConcurrentRequests");
            for (Future<Integer> call : running) {
                assertThat(call.get()).isEqualTo(200);
            }
        }
        assertThat(client.raw("/limits").statusCode()).isEqualTo(200);
        assertThat(emulator.meter().mostInHand()).isEqualTo(26);
    }

    /** AC-56: hidden fields are not described. */
    @Test
    void fieldsAreDescribedAsFarAsTheUserSeesThem() throws Exception {
        emulator.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        emulator.org().access().lockField(FieldAccess.EVERYBODY, "Lead", "Title");
        JsonNode fields = client.get("/sobjects/Lead/describe").get("fields");
        List<String> names = fields.findValuesAsText("name");
        assertThat(names).contains("Id", "Email", "Title").doesNotContain("HasOptedOutOfEmail");
        JsonNode title = fields.get(names.indexOf("Title"));
        assertThat(title.get("updateable").asBoolean()).isFalse();
        assertThat(fields.get(names.indexOf("Email")).get("updateable").asBoolean())
                .isTrue();
        assertThat(client.get("/sobjects").get("sobjects").findValuesAsText("name"))
                .contains("Task", "Contact");
        assertThat(client.raw("/sobjects/Nothing/describe").statusCode()).isEqualTo(404);
    }

    @Test
    void aDescriptionThatIsKnownIsNotSentAgain() throws Exception {
        HttpResponse<String> first = client.raw("/sobjects/Task/describe");
        String stamp = first.headers().firstValue("Last-Modified").orElseThrow();
        HttpRequest.Builder again = client.request("/sobjects/Task/describe").header("If-Modified-Since", stamp);
        assertThat(client.send(again.copy()).statusCode()).isEqualTo(304);
        emulator.clock().advance(Duration.ofSeconds(2));
        emulator.org().schema().removeField("Task", "CallDisposition");
        assertThat(client.send(again).statusCode()).isEqualTo(200);
    }

    @Test
    void latencyIsAddedToEveryCall() throws Exception {
        emulator.latency(Duration.ofMillis(200));
        Instant begin = Instant.now();
        client.raw("/limits");
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aResetLeavesUsersAndTheClock() throws Exception {
        emulator.clock().set(Instant.parse("2031-05-06T07:08:09Z"));
        client.logIn();
        client.post("/sobjects/Task", Map.of("Subject", "a"));
        emulator.moveInstance();
        emulator.reset();
        assertThat(client.raw("/limits").statusCode()).isEqualTo(401);
        client.logIn();
        assertThat(emulator.org().count("Task")).isZero();
        assertThat(usage()).isEqualTo("api-usage=1/110000");
        assertThat(client.query("SELECT Id FROM User WHERE Username = '" + EmulatorConfig.USERNAME + "'")
                        .get("totalSize")
                        .asInt())
                .isEqualTo(1);
    }
}
