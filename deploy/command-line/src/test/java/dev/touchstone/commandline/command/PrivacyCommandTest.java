package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Privacy requests through the public contracts, over a real socket. */
final class PrivacyCommandTest {
    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void anExportIsAnObjectALineOfAllServices() {
        assertThat(suite.run("person", "export", "--email", "zoe@x.test")).isZero();
        assertThat(suite.out().lines())
                .containsExactly(
                        "{\"service\":\"touchpoint-service\",\"table\":\"web_event\",\"row\":{\"visitor_id\": \"v-1\"}}",
                        "{\"service\":\"sales-sync-service\",\"table\":\"person\",\"row\":{\"marketo_id\": 4101}}");
    }

    @Test
    void anExportIntoAFileIsForItsOwnerAloneAndNeverOverwrites(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("zoe.jsonl");

        assertThat(suite.run("person", "export", "--email", "zoe@x.test", "--out", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(suite.out()).contains("touchpoint-service web_event: 1", "sales-sync-service person: 1");

        assertThat(suite.run("person", "export", "--email", "zoe@x.test", "--out", file.toString()))
                .isEqualTo(1);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void nobodyKnownIsSaidAndARefusalIsOneSentence(@TempDir Path directory) {
        Path file = directory.resolve("nobody.jsonl");
        assertThat(suite.run("person", "export", "--email", "nobody@x.test", "--out", file.toString()))
                .isZero();
        assertThat(suite.out()).contains("Nothing is stored about this person.");

        assertThat(suite.run("person", "export", "--visitor", "shared")).isEqualTo(1);
        assertThat(suite.err()).contains("touchpoint-service: 2 people share the visitor shared");
        assertThat(suite.run("person", "export")).isEqualTo(2);
    }

    /** An erasure is reported service by service, and the command ends when what was derived is gone, too. */
    @Test
    void anErasureGoesThroughAllServicesAndWaitsForWhatIsDerived() {
        assertThat(suite.run("person", "erase", "--email", "zoe@x.test")).isEqualTo(2);
        assertThat(suite.privacy.erased).isEmpty();

        assertThat(suite.run("person", "erase", "--email", "zoe@x.test", "--yes"))
                .isZero();
        assertThat(suite.privacy.erased)
                .containsExactly("touchpoint zoe@x.test", "sales 4101", "touchpoint zoe@x.test");
        assertThat(suite.out().lines())
                .containsExactly(
                        "touchpoint-service: removed web_event 1,200",
                        "sales-sync-service: erased Marketo id 4101; others with the address: 77",
                        "mapping-service: stores nothing about people",
                        "Marketo and Salesforce keep what they have: erase the person there too.",
                        "Done; erased at 2027-01-15 08:00:00 UTC.");
    }
}
