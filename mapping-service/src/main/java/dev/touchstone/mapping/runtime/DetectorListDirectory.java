package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.detect.DetectorLists;
import dev.touchstone.mapping.ruleset.CurrentDetectorLists;
import dev.touchstone.mapping.ruleset.ShippedRules;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Detector lists that an operator puts beside the service, so that they are newer than the build: files of the names that the
 * build has them under take the place of those, and {@code version.txt} must be one of them, with a later version.
 *
 * <p>The directory is looked at again and again. What changed in it is taken when two looks have found the same, so that files
 * that are just being copied are not taken half; at start one look is enough.
 *
 * <p>Lists with anything wrong are left out as a whole: those in force stay, the log says what is wrong,
 * {@code touchstone_mapping_detector_lists_refused} is 1, and readiness tells it, though the service is ready.
 */
@ApplicationScoped
class DetectorListDirectory {
    /** Stands before the reason in the place of a text that could not be read; no text has it. */
    private static final String UNREADABLE = "\0";

    private final Optional<Path> directory;
    private final CurrentDetectorLists lists;
    private final MeterProvider<Counter> changes;
    private @Nullable Map<String, String> seen;
    private @Nullable Map<String, String> judged;
    private volatile String refusal = "";

    DetectorListDirectory(
            @ConfigProperty(name = "mapping.detector-lists.path") Optional<Path> directory,
            CurrentDetectorLists lists,
            MeterRegistry registry) {
        this.directory = directory;
        this.lists = lists;
        this.changes = Counter.builder("touchstone.mapping.detector.list.changes")
                .description("changes of the directory of detector lists, by whether they were taken")
                .withRegistry(registry);
        changes.withTag("outcome", "taken");
        changes.withTag("outcome", "refused");
        Gauge.builder("touchstone.mapping.detector.lists.refused", this, found -> found.refusal.isEmpty() ? 0 : 1)
                .description("1 while the detector lists of the directory are wrong and earlier ones are in force")
                .register(registry);
    }

    /** What is wrong with the lists of the directory, in one sentence; empty if nothing is or if there is no directory. */
    String refusal() {
        return refusal;
    }

    /** Looks whether the directory has other lists than at the look before, and puts them in force if nothing is wrong with them. */
    void look() {
        if (directory.isEmpty()) {
            return;
        }
        Map<String, String> found = files(directory.get());
        boolean isSettled = seen == null || found.equals(seen);
        seen = found;
        if (isSettled && !found.equals(judged)) {
            judge(found);
            // Only now: if the database was away, the next look tries again.
            judged = found;
        }
    }

    private void judge(Map<String, String> files) {
        try {
            DetectorLists read = read(files);
            lists.place(read);
            refusal = "";
            count("taken");
            Log.infof("the detector lists of %s are version %s", directory.orElseThrow(), read.version());
        } catch (IllegalArgumentException e) {
            refusal = String.valueOf(e.getMessage());
            count("refused");
            Log.errorf(
                    "the detector lists of %s are not used, version %s stays in force: %s",
                    directory.orElseThrow(), lists.get().version(), refusal);
        }
    }

    private void count(String outcome) {
        changes.withTag("outcome", outcome).increment();
    }

    private static DetectorLists read(Map<String, String> files) {
        List<String> known = DetectorLists.fileNames();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!known.contains(file.getKey())) {
                throw new IllegalArgumentException(
                        file.getKey() + ": is no detector list; these are " + String.join(", ", known));
            }
            if (file.getValue().startsWith(UNREADABLE)) {
                throw new IllegalArgumentException(
                        file.getKey() + ": " + file.getValue().substring(UNREADABLE.length()));
            }
        }
        if (!files.containsKey(DetectorLists.VERSION_FILE)) {
            throw new IllegalArgumentException(DetectorLists.VERSION_FILE + ": is not there");
        }
        return DetectorLists.read(name -> {
            @Nullable String text = files.get(name);
            return text == null ? ShippedRules.listText(name) : text;
        });
    }

    /** The texts of the files that are, or are meant to be, lists. */
    private static Map<String, String> files(Path directory) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                boolean isMeant = name.endsWith(".csv") && !name.startsWith(".");
                if (isMeant || name.equals(DetectorLists.VERSION_FILE)) {
                    files.put(name, text(file));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return Map.of(DetectorLists.VERSION_FILE, UNREADABLE + "the directory cannot be read");
        }
        return files;
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            return UNREADABLE + "is not UTF-8";
        } catch (IOException e) {
            return UNREADABLE + "cannot be read";
        }
    }
}
