package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetFilesTest {
    private static final ExportRuleSheetsResponse SHEETS = ExportRuleSheetsResponse.getDefaultInstance();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "/../../x", "a/b", "a\\b", "../../../etc/cron.d/x", "a\u0000b", "a\nb"})
    void nothingIsWrittenOutsideTheDirectory(String mark) throws IOException {
        // What a path through it would need.
        Files.createDirectories(directory.resolve("sheets/channel-rules-"));

        assertThatThrownBy(() -> SheetFiles.write(SHEETS, directory.resolve("sheets"), mark, true))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("expected letters, digits and hyphens");

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void bothSheetsAreWrittenIntoTheDirectory() {
        assertThat(SheetFiles.write(SHEETS, directory, "v4", false))
                .containsExactly(directory.resolve("channel-rules-v4.csv"), directory.resolve("campaign-types-v4.csv"));
    }
}
