package dev.touchstone.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The `touchstone` script, run by sh in a copy of the project's skeleton, with a JDK and a Maven that are fakes. */
final class ScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "..", "touchstone").toAbsolutePath().normalize();

    @TempDir
    private Path temporary;

    private Path home;
    private Path programs;
    private Path jvms;

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void skeleton() throws IOException {
        home = Files.createDirectories(temporary.resolve("a project"));
        programs = Files.createDirectories(temporary.resolve("programs"));
        jvms = Files.createDirectories(temporary.resolve("jvm"));
        Files.copy(SCRIPT, home.resolve("touchstone"));
        for (String file : List.of("pom.xml", "deploy/local/pom.xml", "mapping-service/src/main/java/A.java")) {
            write(home.resolve(file), "x");
        }
        jdk(jvms.resolve("good"), "25.0.1");
        program("mvn", """
                if [ "$1" = -v ]; then echo "Apache Maven ${FAKE_MAVEN:-3.9.9} (x)"; exit 0; fi
                echo "$@" >> "$FAKE_CALLS"
                echo '[INFO] -------------------< dev.touchstone:touchstone-mapping-service >-------------------'
                echo '[INFO] Building Touchstone mapping service 0.1.0                        [3/9]'
                if [ -n "${FAKE_FAILURE:-}" ]; then echo '[ERROR] Hello.java:[3,5] oh no'; exit 7; fi
                for s in mapping-service touchpoint-service sales-sync-service; do
                  mkdir -p $s/target/quarkus-app && : > $s/target/quarkus-app/quarkus-run.jar
                done
                mkdir -p deploy/local/target && : > deploy/local/target/touchstone-local.jar
                if [ -n "${FAKE_REPORT:-}" ]; then
                  mkdir -p proto/target/surefire-reports && printf '%s' "$FAKE_REPORT" > proto/target/surefire-reports/TEST-a.xml
                fi
                """);
    }

    @Test
    void withoutAJdkItSaysWhatItLookedAt() throws IOException {
        deleteJdk();
        jdk(jvms.resolve("old"), "17.0.15");
        Files.createDirectories(jvms.resolve("runtime only"));

        Result result = run(Map.of("JAVA_HOME", "/nowhere"), "status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("no JDK of version 21 or later was found")
                .contains("JAVA_HOME: /nowhere is no JDK")
                .contains("old is version 17")
                .contains("runtime only is no JDK");
    }

    @Test
    void withoutAnyJavaItSaysSo() throws IOException {
        deleteJdk();

        assertThat(run(Map.of(), "status").err()).contains("nothing: JAVA_HOME is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "21.0.5", "25.0.1"})
    void jdkOfVersion21OrLaterWillDo(String version) throws IOException {
        deleteJdk();
        jdk(jvms.resolve("found"), version);

        assertThat(run(Map.of(), "status", "--json").out()).contains("-jar").endsWith("status --json\n");
    }

    @Test
    void oldMavenAndNoMavenAreToldInOneSentence() throws IOException {
        assertThat(run(Map.of("FAKE_MAVEN", "3.8.6"), "build").err())
                .isEqualTo("touchstone: Maven 3.8.6 is too old: install Maven 3.8.7 or later, or set MVNW_REPOURL to a "
                        + "Maven repository so that ./mvnw can fetch one.\n");
        assertThat(run(Map.of("FAKE_MAVEN", "3.8.7"), "build").code()).isZero();
        Files.delete(programs.resolve("mvn"));
        Files.delete(home.resolve(".touchstone/built"));
        assertThat(run(Map.of(), "build").err()).startsWith("touchstone: Maven is missing:");
    }

    @Test
    void onlyWhatIsStaleIsBuilt() throws IOException {
        Result first = run(Map.of(), "status");
        assertThat(first.err()).contains("building mapping-service ... (3 of 9)");
        assertThat(run(Map.of(), "status").err()).isEmpty();
        assertThat(calls())
                .hasSize(1)
                .first()
                .asString()
                .contains("-Dmaven.test.skip=true", "-Dspotless.check.skip", "-DskipChecks");

        Path source = home.resolve("mapping-service/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        run(Map.of(), "status");
        assertThat(calls()).hasSize(2);

        Files.delete(home.resolve("touchpoint-service/target/quarkus-app/quarkus-run.jar"));
        run(Map.of(), "build");
        assertThat(calls()).hasSize(3);
    }

    @Test
    void changedTestMakesNothingStale() throws IOException {
        run(Map.of(), "build");
        Path test = write(home.resolve("mapping-service/src/test/java/ATest.java"), "x");
        Files.setLastModifiedTime(test, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run(Map.of(), "build").out()).isEqualTo("everything is built\n");
    }

    @Test
    void failedBuildShowsItsErrorsAndIsTriedAgain() throws IOException {
        Result result = run(Map.of("FAKE_FAILURE", "yes"), "status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("[ERROR] Hello.java:[3,5] oh no").contains("the whole log is ");
        assertThat(home.resolve(".touchstone/build.log")).content().contains("oh no");
        assertThat(run(Map.of(), "status").code()).isZero();
    }

    @Test
    void testsEndWithTheirSumAndTheExitCodeOfMaven() throws IOException {
        String report =
                "<?xml version=\"1.0\"?>\n<testsuite xmlns:x=\"y\" name=\"a\" time=\"0.1\" tests=\"9\" errors=\"1\""
                        + " skipped=\"2\" failures=\"3\">\n</testsuite>";

        Result passed = run(Map.of("FAKE_REPORT", report), "test", "-Dx=y z");
        assertThat(passed.code()).isZero();
        assertThat(passed.out()).endsWith("3 passed, 4 failed, 2 skipped\n");
        assertThat(calls()).first().asString().endsWith("verify -Dx=y z");
        assertThat(run(Map.of("FAKE_FAILURE", "yes"), "test").code()).isEqualTo(7);
    }

    @Test
    void runWithoutATestFails() throws IOException {
        Result result = run(Map.of(), "test");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).endsWith("0 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void helpNeedsNoJdk() throws IOException {
        deleteJdk();

        assertThat(run(Map.of(), "help").out()).contains("Usage: ./touchstone").contains("  demo  ");
        assertThat(run(Map.of()).code()).isEqualTo(2);
    }

    private Result run(Map<String, String> environment, String... arguments) throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", home.resolve("touchstone").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", programs + ":" + tools());
        builder.environment().put("TOUCHSTONE_JVM_DIR", jvms.toString());
        builder.environment().put("FAKE_CALLS", temporary.resolve("calls").toString());
        builder.environment().putAll(environment);
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The system's tools without its java and mvn. */
    private Path tools() throws IOException {
        Path tools = temporary.resolve("tools");
        if (Files.exists(tools)) {
            return tools;
        }
        Files.createDirectories(tools);
        for (String name : List.of(
                "sh",
                "awk",
                "sed",
                "grep",
                "find",
                "head",
                "tee",
                "cat",
                "rm",
                "mv",
                "mkdir",
                "dirname",
                "readlink",
                "sleep",
                "stty",
                "printf",
                "echo")) {
            for (String directory : List.of("/bin", "/usr/bin")) {
                Path tool = Path.of(directory, name);
                if (Files.exists(tool) && !Files.exists(tools.resolve(name))) {
                    executable(tools.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
                }
            }
        }
        return tools;
    }

    private void jdk(Path directory, String version) throws IOException {
        write(directory.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        for (String name : List.of("java", "javac")) {
            executable(directory.resolve("bin").resolve(name), "#!/bin/sh\necho \"$@\"\n");
        }
    }

    private void deleteJdk() throws IOException {
        dev.touchstone.local.suite.DemoDirectories.delete(jvms);
        Files.createDirectories(jvms);
    }

    private void program(String name, String body) throws IOException {
        executable(programs.resolve(name), "#!/bin/sh\n" + body);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(write(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(temporary.resolve("calls"));
    }
}
