package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Detector lists that an operator puts beside the service, so that they are newer than the build: files of the names that the
 * build has them under take the place of those, and {@code version.txt} must be one of them, with a later date. Read at start.
 *
 * <p>Lists that cannot be read are left out as a whole, with a line in the log and
 * {@code touchstone_mapping_detector_lists_refused} at 1; the built-in ones then classify, and the service is ready.
 */
@ApplicationScoped
class DetectorListDirectory {
    private final Optional<Path> directory;
    private volatile boolean refused;

    DetectorListDirectory(
            @ConfigProperty(name = "mapping.detector-lists.path") Optional<Path> directory, MeterRegistry registry) {
        this.directory = directory;
        Gauge.builder("touchstone.mapping.detector.lists.refused", this, lists -> lists.refused ? 1 : 0)
                .register(registry);
    }

    /** What comes with the product, with the lists of the directory if there are any, and nothing is wrong with them. */
    ShippedRules applyTo(ShippedRules shipped) {
        if (directory.isEmpty()) {
            return shipped;
        }
        try {
            DetectorLists lists = read(directory.get());
            if (lists.version().compareTo(shipped.lists().version()) <= 0) {
                throw new IllegalArgumentException(
                        "their version is " + lists.version() + ", which must be later than that of the built-in ones, "
                                + shipped.lists().version());
            }
            refused = false;
            Log.infof("detecting by the lists of %s, version %s", directory.get(), lists.version());
            return shipped.withLists(lists);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            refused = true;
            Log.errorf(
                    "the detector lists of %s are not used, but the built-in ones of %s: %s",
                    directory.get(), shipped.lists().version(), e.getMessage());
            return shipped;
        }
    }

    private static DetectorLists read(Path directory) {
        if (!Files.isRegularFile(directory.resolve(DetectorLists.VERSION_FILE))) {
            throw new IllegalArgumentException("there is no " + DetectorLists.VERSION_FILE);
        }
        return DetectorLists.read(name -> {
            Path file = directory.resolve(name);
            return Files.isRegularFile(file) ? text(file) : ShippedRules.listText(name);
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
