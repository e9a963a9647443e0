package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for calculated touchpoint fields through the public contract, over a real socket. */
final class TouchpointFieldsCommandTest {
    private static final String REGION = """
            field: Region
            from: Touchpoint.LandingPageRaw
            extracts: BZ=(\\d{2})
            """;

    @TempDir
    private Path directory;

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
    void whatIsSavedIsShownAsAFileThatCanBeSavedAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("regions.fields"), REGION);

        assertThat(suite.run("touchpoint-fields", "show")).isZero();
        assertThat(suite.out()).contains("# touchpoint fields, version 1").endsWith("# no fields\n");
        assertThat(suite.run(
                        "touchpoint-fields", "save", file.toString(), "--author", "ann", "--note", "first regions"))
                .as(suite.err())
                .isZero();
        suite.run("touchpoint-fields", "show");

        assertThat(suite.out())
                .contains("version 2", "by ann: first regions", "# Region is used by removal rule \"R\"")
                .endsWith("\n\n" + REGION);
        suite.run("touchpoint-fields", "versions");
        assertThat(suite.out()).containsPattern("2 .* 1 +ann +first regions");
    }

    @Test
    void dryRunTellsValuesAndExamples() throws IOException {
        Path file = Files.writeString(directory.resolve("regions.fields"), REGION);

        assertThat(suite.run("touchpoint-fields", "preview", file.toString(), "--text", "?x=2"))
                .as(suite.err())
                .isZero();

        assertThat(suite.out()).isEqualTo("""
                        Tried on 1,000 touchpoints.

                        Region: a value on 812, 4 different; otherwise than now on 12
                        Value  Touchpoints
                        ─────  ───────────
                        04             500
                          t1: ?BZ=04-01 gives 04
                          t2: ?x=1 gives no value

                        On ?x=2
                          Region: no value
                        """);
        assertThat(suite.run("touchpoint-fields", "preview", file.toString())).isZero();
    }

    @Test
    void wrongFileIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.fields"), "field: A\nmaps: b\n");

        assertThat(suite.run("touchpoint-fields", "save", file.toString())).isEqualTo(1);
        assertThat(suite.err()).contains("line 2: an entry of the table is written: value -> result");
    }
}
