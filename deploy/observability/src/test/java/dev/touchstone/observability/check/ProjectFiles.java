package dev.touchstone.observability.check;

import dev.touchstone.observability.page.MetricsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that are checked, as they are in the project. */
final class ProjectFiles {
    private static final Path ROOT = Path.of("../..");
    private static final String INDEX = "README.md";

    private ProjectFiles() {}

    static List<MetricsPage> pages() {
        return texts(ROOT.resolve("docs/metrics"), ".md").values().stream()
                .map(MetricsPage::parse)
                .toList();
    }

    static String rules() {
        return text(Path.of("prometheus/rules.yaml"));
    }

    static Map<String, String> runbooks() {
        Map<String, String> runbooks = texts(ROOT.resolve("docs/runbooks"), ".md");
        runbooks.remove(INDEX);
        return runbooks;
    }

    static String runbookIndex() {
        return text(ROOT.resolve("docs/runbooks").resolve(INDEX));
    }

    static Map<String, String> dashboards() {
        return texts(Path.of("grafana"), ".json");
    }

    private static Map<String, String> texts(Path directory, String ending) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(ending))
                    .forEach(file -> texts.put(String.valueOf(file.getFileName()), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
