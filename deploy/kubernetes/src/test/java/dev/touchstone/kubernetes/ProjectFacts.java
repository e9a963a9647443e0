package dev.touchstone.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What the manifests have to agree with.
 *
 * @param version the project's version, which is the images' tag
 * @param shutdownTimeout time that a service takes at most to answer what it has in hand
 * @param grpcPort port on which a service listens
 * @param managementPort port of health and metrics
 * @param environment every environment variable that the README documents
 * @param secrets every Secret that the README asks the operator for, with its keys
 */
record ProjectFacts(
        String version,
        Duration shutdownTimeout,
        int grpcPort,
        int managementPort,
        Set<String> environment,
        Map<String, Set<String>> secrets) {
    private static final Path SHARED_SETTINGS =
            Path.of("../../service-runtime/src/main/resources/META-INF/microprofile-config.properties");

    ProjectFacts {
        environment = Set.copyOf(environment);
        secrets = Map.copyOf(secrets);
    }

    /** Reads the build's version, the settings that the services share, and this module's README. */
    static ProjectFacts read() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(SHARED_SETTINGS)) {
            settings.load(reader);
        }
        Set<String> environment = new HashSet<>();
        Map<String, Set<String>> secrets = new HashMap<>();
        for (List<String> row : tableRows("## Environment")) {
            environment.add(row.get(0));
        }
        for (List<String> row : tableRows("## Secrets")) {
            secrets.put(row.get(0), Set.of(row.get(1).split(", ")));
        }
        return new ProjectFacts(
                System.getProperty("touchstone.version"),
                Duration.parse("PT" + settings.getProperty("quarkus.shutdown.timeout")),
                Integer.parseInt(settings.getProperty("quarkus.http.port")),
                Integer.parseInt(settings.getProperty("quarkus.management.port")),
                environment,
                secrets);
    }

    /** The cells of the table in this section of the README. */
    private static List<List<String>> tableRows(String heading) throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.replace("`", "").split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
