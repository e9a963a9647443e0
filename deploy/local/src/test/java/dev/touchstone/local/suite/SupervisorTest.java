package dev.touchstone.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.local.suite.ServiceSpec.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are started, watched and stopped; the services are small fakes, the processes are real. */
final class SupervisorTest {
    @TempDir
    private Path temporary;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private DataDirectory directory;
    private Supervisor supervisor;

    @BeforeEach
    void take() {
        directory = DataDirectory.take(temporary.resolve("data with blank"));
        supervisor = new Supervisor(directory, told::add, Duration.ofSeconds(20));
    }

    @AfterEach
    void release() {
        supervisor.stop();
        directory.close();
    }

    @Test
    void servicesAreStartedTogetherAndStoppedInReverseOrder() throws IOException {
        supervisor.start(fake("one", "good"));
        supervisor.start(fake("two", "good"));
        supervisor.start(fake("three", "good"));
        supervisor.awaitReady();
        supervisor.stop();

        assertThat(notes()).endsWith("stop three", "stop two", "stop one").hasSize(6);
        assertThat(told).contains("three is stopped").anyMatch(line -> line.startsWith("two is ready after "));
        assertThat(directory.path().resolve("run")).isEmptyDirectory();
    }

    @Test
    void deathBeforeReadinessIsToldWithTheLastWords() {
        supervisor.start(fake("lunatic", "crash"));

        assertThatThrownBy(supervisor::awaitReady)
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("lunatic ended with code 3; the last lines of ")
                .hasMessageEndingWith("\n  | cannot go on: the moon is full");
    }

    @Test
    void serviceThatDiesIsToldOfOnceAndStartedAgain() throws IOException {
        supervisor.start(fake("one", "good"));
        supervisor.awaitReady();
        long pid = Long.parseLong(Files.readString(directory.pidFile("one")));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            supervisor.watchOnce();
            return told.contains("one is ready again");
        });

        assertThat(told.stream().filter(line -> line.startsWith("one ended with code 137")))
                .hasSize(1);
        assertThat(Files.readString(directory.pidFile("one"))).isNotEqualTo(Long.toString(pid));
    }

    @Test
    void nothingIsStartedOnceTheStopHasBegun() {
        supervisor.stop();

        assertThatThrownBy(() -> supervisor.start(fake("late", "good"))).hasMessage("the suite is stopping");
    }

    @Test
    void secondSuiteOnADataDirectoryIsRefusedInOneSentence() {
        assertThat(DataDirectory.isTaken(directory.path())).isTrue();
        assertThatThrownBy(() -> DataDirectory.take(directory.path()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("another suite runs on " + directory.path())
                .hasMessageContaining("--data");
    }

    @Test
    void whatAKilledLauncherLeftIsEndedByTheNext() throws IOException {
        supervisor.start(fake("orphan", "good"));
        supervisor.awaitReady();
        long pid = Long.parseLong(Files.readString(directory.pidFile("orphan")));

        assertThat(Leftovers.clean(directory)).containsExactly("orphan");
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(directory.path().resolve("run")).isEmptyDirectory();
    }

    @Test
    void processOfSomebodyElseIsLeftAlone() throws IOException {
        Files.writeString(
                directory.pidFile("foreign"),
                Long.toString(ProcessHandle.current().pid()));
        Files.writeString(directory.pidFile("cut-short"), "");

        assertThat(Leftovers.clean(directory)).isEmpty();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(directory.path().resolve("run")).isEmptyDirectory();
    }

    @Test
    void takenPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Ports.demandFree(Map.of("--mapping-port", port)))
                    .hasMessage(
                            "port " + port + " is taken by another program; choose another with --mapping-port PORT");
        }
    }

    @Test
    void keysAreMadeOnceForTheOwnerAlone() throws IOException {
        String key = directory.encryptionKey();

        assertThat(java.util.Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(directory.encryptionKey()).isEqualTo(key);
        assertThat(directory.erasureKey()).isNotEqualTo(key).isEqualTo(directory.erasureKey());
        assertThat(Files.getPosixFilePermissions(directory.path().resolve("encryption.key")))
                .containsExactlyInAnyOrder(
                        java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                        java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void directoriesOfKilledDemosAreSwept() throws IOException {
        DemoDirectories demos = new DemoDirectories(temporary.resolve("demo"));
        Path left = Files.createDirectories(temporary.resolve("demo/run-left/logs"));
        try (DataDirectory first = demos.create();
                DataDirectory second = demos.create()) {
            assertThat(left.getParent()).doesNotExist();
            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory().isNotEqualTo(first.path());
        }
    }

    private ServiceSpec fake(String name, String behaviour) {
        int port = Ports.free(1).get(0);
        return new ServiceSpec(
                name,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-Dtouchstone.data=" + directory.path(),
                        "-cp",
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        FakeService.class.getName(),
                        name,
                        Integer.toString(port),
                        temporary.resolve("notes").toString(),
                        behaviour),
                Map.of(),
                new Readiness.Health(port));
    }

    private List<String> notes() throws IOException {
        return Files.readAllLines(temporary.resolve("notes"));
    }
}
