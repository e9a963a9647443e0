package dev.touchstone.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.endpoint.RunningSuite;
import dev.touchstone.touchpoint.v1.ListTouchpointsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes, errors and the finding of services. */
final class TouchstoneTest {
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
    void everyWrongFieldIsToldOnALineOfItsOwn() {
        assertThat(suite.run("journey", "x@y")).isEqualTo(1);
        assertThat(suite.err()).isEqualTo("""
                        touchstone: touchpoint-service refused the request:
                          email: an e-mail address is expected
                          person_id: a UUID is expected
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@a.example, touchpoint-service: nothing is known of this person",
        "slow@a.example, touchpoint-service: the database does not answer",
    })
    void refusalIsOneSentence(String email, String sentence) {
        assertThat(suite.run("journey", email)).isEqualTo(1);
        assertThat(suite.err()).isEqualTo("touchstone: " + sentence + "\n");
    }

    @Test
    void callIsRepeatedWhileTheServiceIsUnavailable() {
        suite.losses.set(2);

        assertThat(suite.run("journey", "lost@a.example")).isZero();
        assertThat(suite.out()).startsWith("lost@a.example: 0 touchpoints");
    }

    @Test
    void serviceThatDoesNotAnswerIsNamedWithItsPlaceAndOption() {
        suite.close();

        assertThat(suite.run("recompute")).isEqualTo(1);
        assertThat(suite.err())
                .startsWith("touchstone: touchpoint-service does not answer at 127.0.0.1:")
                .contains("--touchpoint-service")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"touchpoints --from tomorrow", "explain fact", "nonsense", "status --mapping-service x"})
    void wrongCommandIsAUsageError(String command) {
        assertThat(suite.run(command.split(" ", -1))).isEqualTo(2);
        assertThat(suite.err()).contains("--help").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "touchpoints --help", "explain touchpoint --help", "sync connect --help"})
    void helpIsNoError(String command) {
        assertThat(suite.run(command.split(" ", -1))).isZero();
        assertThat(suite.out()).contains("Usage: touchstone");
    }

    @Test
    void tokenOfAFileIsShownAsItIsAtTheTime(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, "first\n");

        assertThat(suite.run("touchpoints", "--token-file", file.toString())).isZero();
        assertThat(suite.authorization).hasValue("Bearer first");

        assertThat(suite.run("touchpoints")).isZero();
        assertThat(suite.authorization).hasValue("");
    }

    @Test
    void tokenOrCertificatesThatCannotBeReadAreNamed(@TempDir Path directory) {
        Path missing = directory.resolve("missing");

        assertThat(suite.run("touchpoints", "--token-file", missing.toString())).isEqualTo(1);
        assertThat(suite.err()).startsWith("touchstone: the token in " + missing + " cannot be read: ");

        assertThat(suite.run("touchpoints", "--ca-file", missing.toString())).isEqualTo(1);
        assertThat(suite.err()).startsWith("touchstone: the certificates in " + missing + " cannot be read: ");

        assertThat(suite.run("touchpoints", "--tls-directory", missing.toString()))
                .isEqualTo(1);
        assertThat(suite.err())
                .startsWith("touchstone: the certificates in " + missing.resolve("ca.crt") + " cannot be read: ");
    }

    @Test
    void pagesOfAListAreOneJsonDocument() throws IOException {
        assertThat(suite.run("touchpoints", "--limit", "1200", "--json")).isZero();

        ListTouchpointsResponse.Builder answer = ListTouchpointsResponse.newBuilder();
        JsonFormat.parser().merge(suite.out(), answer);
        assertThat(answer.getTouchpointsCount()).isEqualTo(1_200);
        assertThat(answer.getTouchpoints(1_199).getTouchpointId()).isEqualTo("t1199");
    }

    @Test
    void runningSuiteIsFoundUntilItIsRemoved(@TempDir Path home) throws IOException {
        RunningSuite written = new RunningSuite(
                new Endpoints(new Address("127.0.0.1", 1), new Address("::1", 2), new Address("localhost", 3)),
                new Endpoints(new Address("127.0.0.1", 4), new Address("::1", 5), new Address("localhost", 6)),
                ProcessHandle.current().pid());
        written.write(home, home);

        assertThat(RunningSuite.find(home)).contains(written);

        RunningSuite.remove(home, home);
        assertThat(RunningSuite.find(home)).isEmpty();
    }

    @Test
    void suiteWhoseLauncherIsGoneCountsForNothing(@TempDir Path home) throws IOException {
        new RunningSuite(Endpoints.DEFAULT, Endpoints.DEFAULT_MANAGEMENT, Integer.MAX_VALUE - 1L).write(home, home);

        assertThat(RunningSuite.find(home)).isEmpty();
    }
}
