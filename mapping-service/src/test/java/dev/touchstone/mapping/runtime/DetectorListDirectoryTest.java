package dev.touchstone.mapping.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.ruleset.ShippedRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detector lists beside the service. */
class DetectorListDirectoryTest {
    private static final ShippedRules SHIPPED = ShippedRules.load();

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void directoryHasANewVersion() throws IOException {
        write("version.txt", "2099.01.01\n");
    }

    @Test
    void fileTakesThePlaceOfTheBuiltInOneAndTheOthersStay() throws IOException {
        write("ai.csv", "platform,hosts,sources\nnewcomer,newcomer.test,newcomer\n");
        ShippedRules applied = apply(Optional.of(directory));
        assertThat(applied.rules()).isEqualTo(SHIPPED.rules());
        assertThat(applied.lists().version()).isEqualTo("2099.01.01");
        assertThat(applied.lists().lines())
                .contains("AI_ASSISTANT,newcomer,newcomer.test,newcomer")
                .noneMatch(line -> line.startsWith("AI_ASSISTANT,chatgpt"))
                .anyMatch(line -> line.startsWith("SEARCH,google,"));
        assertThat(refused()).isZero();
    }

    @Test
    void listsWithAWrongLineAreRefusedAsAWhole() throws IOException {
        write("ai.csv", "platform,hosts,sources\nnewcomer,newcomer.test,newcomer\n");
        write("video.csv", "platform,hosts,sources\nNewcomer,video.test,\n");
        assertThat(apply(Optional.of(directory))).isEqualTo(SHIPPED);
        assertThat(refused()).isOne();
    }

    @Test
    void listsWithoutALaterVersionAreRefused() throws IOException {
        write("version.txt", SHIPPED.lists().version());
        assertThat(apply(Optional.of(directory))).isEqualTo(SHIPPED);
        assertThat(refused()).isOne();
        Files.delete(directory.resolve("version.txt"));
        assertThat(apply(Optional.of(directory))).isEqualTo(SHIPPED);
    }

    @Test
    void withoutADirectoryTheBuiltInListsAreUsed() {
        assertThat(apply(Optional.empty())).isEqualTo(SHIPPED);
        assertThat(refused()).isZero();
    }

    private ShippedRules apply(Optional<Path> path) {
        registry.clear();
        return new DetectorListDirectory(path, registry).applyTo(SHIPPED);
    }

    private double refused() {
        return registry.get("touchstone.mapping.detector.lists.refused").gauge().value();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
