package dev.touchstone.testing.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.marketo.lead.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A published client works with the emulator as it is: token, people, lists, activities, merge, export, usage. */
class NpmClientTest extends EmulatorFixture {
    private static final Path CLIENT = Path.of("src/test/npm");
    private static final Path INSTALLED = Path.of("target/npm");

    @Test
    void nodeMarketoRestWorksUnmodified() throws Exception {
        emulator.leads().populate(Population.of(750));
        emulator.lists().putEverybody(1, "Everybody");
        emulator.lists().put(2, "Ours", List.of());
        install();
        // The client gets a token that ends in its hands, renews it and goes on.
        emulator.faults()
                .add(FaultRule.on("/rest/v1/lead/*", new Fault.Code("602")).times(1));
        exec("node", "marketo.mjs", emulator.baseUrl().toString(), "touchstone-demo", "touchstone-demo-secret");

        assertThat(emulator.leads().size()).isEqualTo(751);
        assertThat(emulator.calls().all())
                .allSatisfy(call -> assertThat(call.parameters()).doesNotContainKey("access_token"));
        assertThat(emulator.calls().mostWithin(Duration.ofMinutes(1))).isPositive();
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(CLIENT)) {
            for (Path file : files.toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) {
            exec("npm", "ci", "--ignore-scripts", "--omit=optional", "--no-progress");
        }
    }

    private static void exec(String... command) throws IOException, InterruptedException {
        Path log = INSTALLED.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command[0]).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
