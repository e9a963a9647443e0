package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.local.suite.ServiceSpec.Readiness;
import dev.touchstone.local.suite.SuitePorts.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the built artifacts are, and how each is run. They are the artifacts that run everywhere: all that is local
 * comes to them by their environment.
 *
 * @param home root of the project
 * @param tuning how touchpoint-service's process is set up
 * @param mapping how mapping-service's process is set up
 */
public record Installation(Path home, Tuning tuning, Tuning mapping) {
    private static final String EMULATOR = "testing/emulators/marketo";

    /** With or without the project's name in front and the version behind. */
    private static final Pattern EMULATOR_JAR =
            Pattern.compile("(?:touchstone-)?marketo-emulator(?:-\\d+(?:\\.\\d+)*)?\\.jar");

    /** Small processes that start quickly. */
    public Installation(Path home) {
        this(home, Tuning.SMALL);
    }

    /** The same but for touchpoint-service. */
    public Installation(Path home, Tuning tuning) {
        this(home, tuning, Tuning.SMALL);
    }

    /** Where everything that is not part of the project is kept. */
    public Path work() {
        return home.resolve(".touchstone");
    }

    /** The three services in the order in which they are started. */
    public List<ServiceSpec> services(SuitePorts ports, DataDirectory directory) {
        return List.of(
                service("mapping-service", ports.mapping(), mapping, database(ports, "mapping"), directory),
                service("touchpoint-service", ports.touchpoint(), tuning, touchpoint(ports, directory), directory),
                service("sales-sync-service", ports.salesSync(), Tuning.SMALL, salesSync(ports, directory), directory));
    }

    /** The Marketo emulator. */
    public ServiceSpec marketo(int port, Path leads, MarketoAccount account, DataDirectory directory) {
        List<String> command = java(Tuning.SMALL, directory, emulatorJar());
        command.addAll(List.of(
                "--port", Integer.toString(port),
                "--client-id", account.clientId(),
                "--client-secret", account.clientSecret(),
                "--leads", leads.toString()));
        return new ServiceSpec(
                "marketo-emulator", command, Map.of(), new Readiness.Printed("marketo emulator listening on "));
    }

    /**
     * Credentials of an API user.
     *
     * @param clientId public half
     * @param clientSecret secret half
     */
    public record MarketoAccount(String clientId, String clientSecret) {}

    private ServiceSpec service(
            String name, Pair ports, Tuning tuning, Map<String, String> environment, DataDirectory directory) {
        Path jar = home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailed(name + " is not built (" + jar + " is missing); run `touchstone build`");
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.service()));
        all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management()));
        all.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        // So that a call by hand needs no files of the contract.
        all.put("QUARKUS_GRPC_SERVER_ENABLE_REFLECTION_SERVICE", "true");
        all.put("QUARKUS_SHUTDOWN_TIMEOUT", "10S");
        all.putAll(tuning.environment());
        return new ServiceSpec(name, java(tuning, directory, jar), all, new Readiness.Health(ports.management()));
    }

    private static Map<String, String> touchpoint(SuitePorts ports, DataDirectory directory) {
        Map<String, String> environment = database(ports, "touchpoint");
        environment.put("QUARKUS_GRPC_CLIENTS_MAPPING_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_GRPC_CLIENTS_MAPPING_PORT",
                Integer.toString(ports.mapping().service()));
        environment.put("TOUCHPOINT_PRIVACY_ERASURE_KEY", directory.erasureKey());
        // Here everybody comes from one address.
        environment.put("TOUCHPOINT_COLLECTOR_ADDRESS_RATE_EVENTS_PER_MINUTE", "0");
        return environment;
    }

    private static Map<String, String> salesSync(SuitePorts ports, DataDirectory directory) {
        Map<String, String> environment = database(ports, "sales_sync");
        environment.put("TOUCHSTONE_SALES_SYNC_ENCRYPTION_KEY", directory.encryptionKey());
        environment.put("TOUCHSTONE_SALES_SYNC_TOUCHPOINT_SERVICE_HOST", "127.0.0.1");
        environment.put(
                "TOUCHSTONE_SALES_SYNC_TOUCHPOINT_SERVICE_PORT",
                Integer.toString(ports.touchpoint().service()));
        return environment;
    }

    private static Map<String, String> database(SuitePorts ports, String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", LocalPostgres.jdbcUrl(ports.postgres(), name));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        return environment;
    }

    /** The property names the data directory in the process table, by which a later start knows its own leftovers. */
    private static List<String> java(Tuning tuning, DataDirectory directory, Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(tuning.java());
        command.add("-Dtouchstone.data=" + directory.path());
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private Path emulatorJar() {
        Path target = home.resolve(EMULATOR).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file ->
                            EMULATOR_JAR.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new CommandFailed(
                            "the Marketo emulator is not built (no jar in " + target + "); run `touchstone build`"));
        } catch (IOException e) {
            throw new CommandFailed(target + " cannot be read: " + e.getMessage());
        }
    }
}
