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

/** The commands for lists of rules through the public contract, over a real socket. */
final class GenerationRulesCommandTest {
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
    void versionsTellHowManyRulesTheyHave() {
        assertThat(suite.run("generation-rules", "versions", "task")).isZero();

        assertThat(suite.out()).containsPattern("7 .* 7 +author7").containsPattern("1 .* 1 +author1");
    }

    @Test
    void anEarlierVersionIsShownWithItsRules() {
        assertThat(suite.run("generation-rules", "show", "task", "--version", "3"))
                .isZero();
        assertThat(suite.out()).contains("version 3").contains("Rule 3").doesNotContain("Rule 4");

        suite.run("generation-rules", "show", "task");
        assertThat(suite.out()).contains("version 7").contains("Rule 7");
    }

    /** It looks at all history. */
    @Test
    void aDryRunMayTakeMinutes() throws IOException {
        Path file = Files.writeString(directory.resolve("rules.txt"), "");

        assertThat(suite.run("generation-rules", "preview", "task", file.toString()))
                .as(suite.err())
                .isZero();

        assertThat(suite.previewSeconds.get()).isBetween(120L, 300L);
    }
}
