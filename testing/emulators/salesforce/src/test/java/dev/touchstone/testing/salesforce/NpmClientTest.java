package dev.touchstone.testing.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.emulator.FaultRule;
import dev.touchstone.testing.salesforce.org.AcceptedWrite;
import dev.touchstone.testing.salesforce.schema.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A published client works with the emulator as it is: login, describe, queries, records, collections, bulk jobs. */
class NpmClientTest extends EmulatorFixture {
    private static final Path CLIENT = Path.of("src/test/npm");
    private static final Path INSTALLED = Path.of("target/npm");

    @Test
    void jsforceWorksUnmodified() throws Exception {
        emulator.org()
                .schema()
                .addField("Task", Field.text("SiaTaskKey__c", 50).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        install();
        // The client's session ends while it works; it logs in again and goes on.
        emulator.faults()
                .add(FaultRule.on("/services/data/v62.0/query", new Fault.Code("INVALID_SESSION_ID"))
                        .after(2)
                        .times(1));
        exec(
                "node",
                "salesforce.mjs",
                emulator.loginUrl().toString(),
                EmulatorConfig.USERNAME,
                EmulatorConfig.PASSWORD + EmulatorConfig.SECURITY_TOKEN);

        assertThat(emulator.org().count("Lead")).isEqualTo(747);
        assertThat(emulator.org().count("Task")).isZero();
        assertThat(emulator.org().truth().ofType("Task"))
                .extracting(AcceptedWrite::client)
                .containsOnly("npm-client");
        assertThat(emulator.calls().ofPath("/services/Soap/u/62.0").size()).isGreaterThan(2);
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
