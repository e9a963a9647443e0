package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.touchstone.testing.database.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's tracking API, by hand and by the client libraries that people have. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(WithoutWorkers.class)
class SegmentTest extends CollectorFixture {
    private static final Path CLIENTS = Path.of("src/test/npm");
    private static final Path INSTALLED = Path.of("target/npm");

    @Test
    void messagesBecomeEvents() {
        post("page", """
                {"anonymousId":"v1","timestamp":"NOW","messageId":"m1","properties":{"url":"https://acme.com/a","referrer":"https://x.test/"}}""");
        post("identify", """
                {"anonymousId":"v1","timestamp":"NOW","messageId":"m2","traits":{"email":"Jane@x.com"}}""");
        post("track", """
                {"anonymousId":"v1","timestamp":"NOW","messageId":"m3","event":"form submitted","properties":{"email":"jane@x.com"},
                 "context":{"page":{"url":"https://acme.com/demo"}}}""");
        post("track", """
                {"anonymousId":"v1","timestamp":"NOW","messageId":"m4","event":"Clicked"}""");
        post("i", """
                {"userId":"jane@x.com","timestamp":"NOW","messageId":"m5"}""");

        assertThat(rows())
                .containsExactly(
                        "(v1,m1,PAGE_VIEW,https://acme.com/a,https://x.test/,,,)",
                        "(v1,m2,IDENTIFICATION,https://acme.com/,,jane@x.com,,)",
                        "(v1,m3,FORM_SUBMISSION,https://acme.com/demo,,jane@x.com,\"form submitted\",API)");
        // Nobody's id is an e-mail address.
        assertThat(state.texts("SELECT visitor_id FROM web_event WHERE event_id = 'm5'"))
                .singleElement()
                .satisfies(id -> assertThat(id).hasSize(36).doesNotContain("@"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"screen", "s", "group", "g", "alias", "a", "m"})
    void otherMessagesAreTakenAndNotKept(String path) {
        post(path, """
                {"anonymousId":"v1","userId":"u1","groupId":"g","previousId":"p","name":"x","messageId":"m"}""");
        assertThat(state.count("web_event")).isZero();
    }

    @Test
    void batchIsTakenMessageByMessage() {
        Response response = request()
                .body("""
                        {"batch":[{"type":"page","anonymousId":"v1","messageId":"good","properties":{"url":"https://acme.com/a"},
                                   "timestamp":"%s"},
                                  {"type":"page","anonymousId":"v1","messageId":"timeless","properties":{"url":"https://acme.com/a"}},
                                  {"type":"page","anonymousId":"v1","messageId":"elsewhere","timestamp":"2026-01-01T00:00:00Z",
                                   "properties":{"url":"https://x.test/"}},
                                  {"type":"page","anonymousId":"v1","messageId":"when","timestamp":"yesterday",
                                   "properties":{"url":"https://acme.com/a"}},
                                  {"type":"nonsense"}, 7],
                         "sentAt":"%s"}""".formatted(
                        Instant.now().minusSeconds(10_800), Instant.now().minusSeconds(10_790)))
                .post("/v1/batch");

        response.then().statusCode(200).body("success", equalTo(true));
        assertThat(state.texts("SELECT ROW(event_id, clock_offset_minutes)::text FROM web_event"))
                .containsExactly("(good,180)");
    }

    @Test
    void refusesWhoIsUnknownAndWhatIsMalformed() {
        collector
                .browser()
                .contentType("application/json")
                .body("{}")
                .post("/v1/page")
                .then()
                .statusCode(401);
        request().body("{\"batch\":[]}").post("/v1/batch").then().statusCode(400);
        request()
                .body("{\"batch\":[" + "{},".repeat(1_000) + "{}]}")
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("error.reason", equalTo("TOO_MANY"));
        request().body("no JSON").post("/v1/batch").then().statusCode(400);
        request()
                .header("Origin", "https://evil.test")
                .body("{}")
                .post("/v1/p")
                .then()
                .statusCode(403);
    }

    @Test
    void settingsPointTheBrowserLibraryHere() {
        collector
                .browser()
                .get("/v1/projects/" + site.getWriteKey() + "/settings")
                .then()
                .statusCode(200)
                .body("integrations.'Segment.io'.apiKey", equalTo(site.getWriteKey()))
                .body("integrations.'Segment.io'.apiHost", equalTo("localhost:" + service.getPort() + "/v1"))
                .body("integrations.'Segment.io'.protocol", equalTo("http"));
        collector.browser().get("/v1/projects/unknown/settings").then().statusCode(401);
    }

    @Test
    void segmentsLibraryForNodeSendsHere() throws Exception {
        run("segment.mjs");

        assertThat(rows())
                .containsExactly(
                        "(segment-1,segment-form,FORM_SUBMISSION,https://acme.com/pricing,https://google.com/,jane@example.com,demo,API)",
                        "(segment-1,segment-identify,IDENTIFICATION,https://acme.com/,,jane@example.com,,)",
                        "(segment-1,segment-page,PAGE_VIEW,https://acme.com/pricing,https://google.com/,,,)");
        assertThat(state.texts("SELECT DISTINCT browser || ' on ' || platform FROM web_event JOIN web_context"
                        + " USING (context_id) WHERE type = 'PAGE_VIEW'"))
                .containsExactly("Chrome (120.0) on Windows (10)");
    }

    @Test
    void rudderStacksLibraryForNodeSendsHere() throws Exception {
        run("rudder.mjs");

        assertThat(rows())
                .containsExactly(
                        "(rudder-1,rudder-identify,IDENTIFICATION,https://acme.com/,,john@example.com,,)",
                        "(rudder-1,rudder-page,PAGE_VIEW,https://acme.com/pricing,,,,)");
    }

    private io.restassured.specification.RequestSpecification request() {
        return collector
                .browser()
                .contentType("application/json")
                .auth()
                .preemptive()
                .basic(site.getWriteKey(), "");
    }

    private void post(String path, String body) {
        request()
                .body(body.replace("NOW", Instant.now().toString()))
                .post("/v1/" + path)
                .then()
                .statusCode(200)
                .body("success", equalTo(true));
    }

    private List<String> rows() {
        return state.texts(
                "SELECT ROW(visitor_id, event_id, type, page_url, referrer_url, email, form_name, form_source)::text"
                        + " FROM web_event WHERE event_id <> 'm5' ORDER BY event_id");
    }

    /** Runs a program of {@code src/test/npm} outside the source tree, with the packages that its lock file names. */
    private void run(String program) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(CLIENTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = INSTALLED.resolve("node_modules/.package-lock.json");
        if (!Files.exists(installed)) {
            exec("npm", "ci", "--ignore-scripts", "--no-progress");
        }
        exec("node", program, "http://localhost:" + service.getPort(), site.getWriteKey());
    }

    private static void exec(String... command) throws IOException, InterruptedException {
        Path log = INSTALLED.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("BROWSER", Collector.BROWSER);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command[0]).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
