package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.Site;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The browser tag in a real browser, against the collector and a real database: runs the scenarios of {@code src/test/tag} and
 * prints what came of each. {@code TOUCHSTONE_BROWSER_TESTS=skip} goes without them; {@code TOUCHSTONE_BROWSER_TESTS=WORDS}
 * runs those whose name contains the words; several such are separated by commas.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
@TestProfile(WithoutRateLimits.class)
class TagInBrowserTest {
    private static final Path SCENARIOS = Path.of("src/test/tag");
    private static final Path WORK = Path.of("target/tag-test");
    private static final String CHOICE = System.getenv().getOrDefault("TOUCHSTONE_BROWSER_TESTS", "");

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        StoredState state = new StoredState(dataSource);
        state.clear();
        state.execute("DELETE FROM site");
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void everyScenarioPasses() throws Exception {
        assumeFalse(CHOICE.equals("skip"), "TOUCHSTONE_BROWSER_TESTS=skip");
        String chromium = Chromium.find();
        SiteClient sites = new SiteClient(client, "browser");
        Site site = sites.create(List.of("acme.test", "acme-store.test"));
        install();

        List<String> output;
        try (BrowserBridge bridge = new BrowserBridge(client, sites, dataSource)) {
            List<String> command = new ArrayList<>(List.of("node", "run.mjs"));
            if (!CHOICE.isBlank()) {
                command.addAll(List.of(CHOICE.split(" *, *")));
            }
            output = run(
                    command,
                    Map.of(
                            "TOUCHSTONE_SERVICE",
                            "http://127.0.0.1:" + service.getPort(),
                            "TOUCHSTONE_BRIDGE",
                            bridge.address().toString(),
                            "TOUCHSTONE_WRITE_KEY",
                            site.getWriteKey(),
                            "TOUCHSTONE_CHROMIUM",
                            chromium));
        }
        assertThat(output).filteredOn(line -> line.startsWith("FAILED")).isEmpty();
        assertThat(output.get(output.size() - 1)).matches("[1-9]\\d* scenarios passed, 0 failed");
    }

    /** Copies the scenarios below target and installs what they need, when that has changed. */
    private static void install() throws IOException, InterruptedException {
        Path stamp = WORK.resolve("installed");
        String wanted = Files.readString(SCENARIOS.resolve("package-lock.json"));
        Files.createDirectories(WORK);
        run(List.of("sh", "-c", "cp -R ../../src/test/tag/. ."), Map.of());
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
            List<String> output = run(List.of("npm", "ci", "--prefer-offline", "--no-progress"), Map.of());
            assertThat(WORK.resolve("node_modules/playwright-core"))
                    .as(String.join("\n", output))
                    .isDirectory();
            Files.writeString(stamp, wanted);
        }
    }

    /** Runs a program in the work folder; what it prints is printed, and given. */
    private static List<String> run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                System.out.println(line);
                lines.add(line);
            }
        } finally {
            process.destroy();
        }
        process.waitFor();
        return lines;
    }
}
