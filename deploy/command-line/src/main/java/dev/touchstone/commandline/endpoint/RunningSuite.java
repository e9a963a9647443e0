package dev.touchstone.commandline.endpoint;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A suite that runs on this machine, as it says itself in {@code endpoints.properties} in its data directory. A pointer
 * file {@code .touchstone/running} under the project root names that file, so that a command finds the suite without
 * options.
 *
 * @param endpoints where it answers
 * @param management where its management ports answer
 * @param launcherPid the process that started it; when that is gone, the file is left over and counts for nothing
 */
public record RunningSuite(Endpoints endpoints, Endpoints management, long launcherPid) {
    private static final String MANAGEMENT = "-management";
    private static final String FILE = "endpoints.properties";

    /** Finds the running suite of a project. */
    public static Optional<RunningSuite> find(Path home) {
        Path pointer = pointer(home);
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        try {
            return read(Path.of(Files.readString(pointer).trim()))
                    .filter(suite -> ProcessHandle.of(suite.launcherPid).isPresent());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the file, then the pointer. */
    public Path write(Path home, Path dataDirectory) throws IOException {
        Properties properties = new Properties();
        put(properties, endpoints, "");
        put(properties, management, MANAGEMENT);
        properties.setProperty("launcher-pid", Long.toString(launcherPid));
        Path file = dataDirectory.resolve(FILE).toAbsolutePath();
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Where this suite answers while it runs.");
        }
        Files.createDirectories(pointer(home).getParent());
        Files.writeString(pointer(home), file.toString());
        return file;
    }

    /** Removes the file of a data directory, and the pointer if it still points there. */
    public static void remove(Path home, Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE).toAbsolutePath();
        Path pointer = pointer(home);
        if (Files.isRegularFile(pointer) && Files.readString(pointer).trim().equals(file.toString())) {
            Files.delete(pointer);
        }
        Files.deleteIfExists(file);
    }

    private static Optional<RunningSuite> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return Optional.of(new RunningSuite(
                endpoints(properties, ""),
                endpoints(properties, MANAGEMENT),
                Long.parseLong(properties.getProperty("launcher-pid", ""))));
    }

    private static void put(Properties properties, Endpoints endpoints, String suffix) {
        properties.setProperty(
                "touchpoint-service" + suffix, endpoints.touchpoint().toString());
        properties.setProperty("mapping-service" + suffix, endpoints.mapping().toString());
        properties.setProperty(
                "sales-sync-service" + suffix, endpoints.salesSync().toString());
    }

    private static Endpoints endpoints(Properties properties, String suffix) {
        return new Endpoints(
                Address.parse(properties.getProperty("touchpoint-service" + suffix, "")),
                Address.parse(properties.getProperty("mapping-service" + suffix, "")),
                Address.parse(properties.getProperty("sales-sync-service" + suffix, "")));
    }

    private static Path pointer(Path home) {
        return home.resolve(".touchstone").resolve("running");
    }
}
