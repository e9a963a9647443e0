package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.touchstone.commandline.FakeSuite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The doctor asks real ports; what they say is what a service says, spoilt in one place each. */
final class DoctorCommandTest {
    private static final String UP = """
            {"status": "UP", "checks": [{"name": "schema", "status": "UP", "data": {"state": "up to date", "found": "0036", "needed": "0036"}}]}
            """;

    private final Map<String, String> health = new TreeMap<>();
    private final Map<String, String> metrics = new TreeMap<>();
    private final Map<String, HttpServer> ports = new TreeMap<>();
    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
        serve("touchpoint", """
                touchstone_derivation_oldest_waiting_seconds{queue="person"} 1.0
                touchstone_derivation_failures_total{queue="person"} 0.0
                touchstone_remap_active_version 7.0
                touchstone_remap_waiting 0.0
                touchstone_web_accepted_events_total 90.0
                touchstone_web_duplicate_events_total 8.0
                # TYPE touchstone_web_transaction_events summary
                touchstone_web_transaction_events_count 10
                touchstone_web_transaction_events_sum 100.0
                """);
        serve("mapping", """
                touchstone_mapping_active_rule_set_version 7.0
                touchstone_mapping_detector_lists_refused 0.0
                touchstone_mapping_rule_set_age_seconds 0.5
                """);
        serve("sales-sync", """
                touchstone_outbox_accepted_rows{lane="marketo-activity"} 12.0
                touchstone_outbox_rows{lane="marketo-activity",state="done"} 10.0
                touchstone_outbox_rows{lane="marketo-activity",state="pending"} 2.0
                touchstone_diagnostic_letters{kind="activity",state="waiting"} 0.0
                touchstone_diagnostic_letters{kind="activity",state="retrying"} 4.0
                touchstone_person_feed_lag_seconds{feed="changes"} NaN
                """);
    }

    @AfterEach
    void stop() {
        ports.values().forEach(port -> port.stop(0));
        suite.close();
    }

    private void serve(String name, String text) throws IOException {
        HttpServer port = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.put(name, UP);
        metrics.put(name, "touchstone_service_info{service=\"" + name + "-service\",version=\"0.1.0\"} 1\n" + text);
        port.createContext("/q/health/ready", exchange -> answer(exchange, health.get(name)));
        port.createContext("/q/metrics", exchange -> answer(exchange, time() + metrics.get(name)));
        port.start();
        ports.put(name, port);
    }

    private static String time() {
        return "touchstone_service_time_seconds " + Instant.now().toEpochMilli() / 1_000.0 + "\n";
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.contains("DOWN") ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int doctor(String... more) {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        ports.forEach((name, port) -> {
            arguments.add("--" + name);
            arguments.add("127.0.0.1:" + port.getAddress().getPort());
        });
        arguments.addAll(List.of(more));
        return suite.run(arguments.toArray(String[]::new));
    }

    @Test
    void healthySuiteIsWell() {
        assertThat(doctor()).isZero();
        assertThat(unwrapped())
                .containsPattern("well {2}touchpoint-service is ready at 127.0.0.1:\\d+, version 0.1.0, schema 0036")
                .contains("12 rows of the outbox marketo-activity were accepted and 12 are in a state")
                .contains(
                        "100 web events went into transactions since it started: 90 stored, 8 known already, 2 failed or")
                .endsWith("All is well.\n")
                .doesNotContain("wrong")
                .doesNotContain("look");
    }

    /** One change each: what is said, and the exit code. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "touchpoint; oldest_waiting_seconds{queue=\"person\"} 1.0; oldest_waiting_seconds{queue=\"person\"} 3700;"
                        + " 1; derivation person is 1 h 1 min behind",
                "touchpoint; failures_total{queue=\"person\"} 0.0; failures_total{queue=\"person\"} 3;"
                        + " 1; 3 derivations failed since it started",
                "touchpoint; remap_waiting 0.0; remap_waiting 1.0; 1; mapping waits for something",
                "touchpoint; active_version 7.0; active_version 6.0; 1; version 7 of the channel rules active",
                "touchpoint; accepted_events_total 90.0; accepted_events_total 99.0; 1; -7 failed or under way",
                "touchpoint; version=\"0.1.0\"; version=\"0.2.0\"; 1; runs in several versions",
                "touchpoint; service=\"touchpoint-service\"; service=\"mapping-service\"; 2; but mapping-service",
                "mapping; active_rule_set_version 7.0; active_rule_set_version 0; 2; has no active rules",
                "mapping; lists_refused 0.0; lists_refused 1.0; 1; the detector lists beside it are wrong",
                "mapping; age_seconds 0.5; age_seconds 600; 1; looking up the active rules is 10 min behind",
                "sales-sync; state=\"done\"} 10.0; state=\"done\"} 9.0; 2; accepted and 11 are in a state",
                "sales-sync; state=\"waiting\"} 0.0; state=\"waiting\"} 2; 1; 2 dead letters wait",
                "sales-sync; state=\"pending\"} 2.0; state=\"blocked_schema\"} 2; 1; 2 rows wait for a type or field",
                "sales-sync; {feed=\"changes\"} NaN; {feed=\"changes\"} 7200; 1; reading the feed changes is 2 h behind",
            })
    void whatIsNotWellIsSaidWithWhatToDo(String service, String text, String instead, int code, String said) {
        assertThat(metrics.get(service)).contains(text);
        metrics.computeIfPresent(service, (name, there) -> there.replace(text, instead));

        assertThat(doctor()).isEqualTo(code);
        assertThat(unwrapped()).contains(said).contains("-> ");
    }

    @Test
    void serviceThatIsNotReadySaysWhatItWaitsFor() {
        health.put("touchpoint", UP.replace("UP", "DOWN").replace("up to date", "waiting for the database: no answer"));

        assertThat(doctor()).isEqualTo(2);
        assertThat(unwrapped())
                .contains("wrong  touchpoint-service is not ready: schema (waiting for the database: no answer)");
    }

    @Test
    void serviceThatDoesNotAnswerDoesNotHideTheOthers() {
        ports.get("mapping").stop(0);

        assertThat(doctor()).isEqualTo(2);
        assertThat(unwrapped())
                .containsPattern("wrong {2}mapping-service does not answer at 127.0.0.1:\\d+: no connection")
                .contains("--mapping HOST:PORT")
                .contains("well  touchpoint-service is ready")
                .contains("1 wrong, 0 to be looked at.");
    }

    @Test
    void pageThatIsNoScrapeIsNoService() {
        metrics.put("mapping", "<html>\n");

        assertThat(doctor()).isEqualTo(2);
        assertThat(unwrapped()).contains("what answers is no management port of a service");
    }

    /** A second series of the time is added to the first, which is right. */
    @ParameterizedTest
    @CsvSource({"5000, 1, behind", "90000, 2, behind", "-10000, 1, ahead of"})
    void clockThatIsOffIsSaid(long millisBehind, int code, String said) {
        metrics.computeIfPresent(
                "sales-sync",
                (name, there) -> there + "touchstone_service_time_seconds{} " + -millisBehind / 1_000.0 + "\n");

        assertThat(doctor()).isEqualTo(code);
        assertThat(unwrapped())
                .containsPattern("sales-sync-service has a clock that is .* " + said + " .*the one here");
    }

    @Test
    void findingsAreOneDocument() {
        assertThat(doctor("--json")).isZero();
        assertThat(suite.out()).contains("\"level\": \"well\"").contains("\"subject\": \"mapping-service\"");
    }

    @Test
    void wrongAddressIsAUsageError() {
        assertThat(suite.run("doctor", "--mapping", "nowhere")).isEqualTo(2);
        assertThat(suite.err()).contains("--help");
    }

    private String unwrapped() {
        return suite.out().replaceAll("\n {7}(?! )", " ");
    }

    /** What a runbook says to type can be typed. */
    @Test
    void commandsOfRunbooksExist() throws IOException {
        List<String> unknown = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> pages = Files.list(Path.of("../../docs/runbooks"))) {
            for (Path page : pages.toList()) {
                Matcher command =
                        Pattern.compile("`\\./touchstone ([a-z -]+)[^`]*`").matcher(Files.readString(page));
                while (command.find()) {
                    seen++;
                    if (!exists(command.group(1).strip())) {
                        unknown.add(page.getFileName() + ": " + command.group(1));
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    private static boolean exists(String command) {
        CommandLine at = FakeSuite.commands();
        for (String word : command.split(" ", -1)) {
            if (word.startsWith("-")) {
                return at.getCommandSpec().findOption(word) != null;
            }
            if (at.getSubcommands().isEmpty()) {
                return true;
            }
            at = at.getSubcommands().get(word);
            if (at == null) {
                return false;
            }
        }
        return true;
    }
}
