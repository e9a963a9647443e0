package dev.touchstone.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service's artifact run by {@code java -jar} and nothing else: all it knows comes to it by its environment. */
final class ServiceAlone implements AutoCloseable {
    private static final int FORCED_SECONDS = 10;

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path out;
    private final Path err;
    private final List<ManagedChannel> channels = new ArrayList<>();

    private ServiceAlone(Process process, int port, int managementPort, Path out, Path err) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.out = out;
        this.err = err;
    }

    /** Starts it on free ports. */
    static ServiceAlone start(String service, Path directory, int postgresPort, Map<String, String> environment) {
        return start(service, directory, postgresPort, Ports.free(1).get(0), environment);
    }

    /** Starts it on a given port. */
    static ServiceAlone start(
            String service, Path directory, int postgresPort, int port, Map<String, String> environment) {
        int managementPort = Ports.free(1).get(0);
        String database = service.replace("-service", "").replace('-', '_');
        try {
            Path out = Files.createTempFile(directory, service, ".out");
            Path err = Files.createTempFile(directory, service, ".err");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            WholeSuite.HOME
                                    .resolve(service)
                                    .resolve("target/quarkus-app/quarkus-run.jar")
                                    .toString())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("QUARKUS_") || name.equals("JAVA_TOOL_OPTIONS"));
            builder.environment()
                    .putAll(Map.of(
                            "QUARKUS_DATASOURCE_JDBC_URL", LocalPostgres.jdbcUrl(postgresPort, database),
                            "QUARKUS_DATASOURCE_USERNAME", "postgres",
                            "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                            "QUARKUS_HTTP_HOST", "127.0.0.1",
                            "QUARKUS_HTTP_PORT", Integer.toString(port),
                            "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                            "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort)));
            builder.environment().putAll(environment);
            return new ServiceAlone(builder.start(), port, managementPort, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** Status of an address on the management port. */
    int management(String path) {
        return Http.status(managementPort, path);
    }

    /** A new connection to its gRPC port. */
    ManagedChannel connect() {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        channels.add(channel);
        return channel;
    }

    /** The lines of its log. */
    List<String> log() {
        return lines(out);
    }

    /** What was written beside the log, the warnings of newer JVMs about their own libraries left out. */
    List<String> complaints() {
        return lines(err).stream().filter(line -> !line.startsWith("WARNING: ")).toList();
    }

    /** The messages in the log whose level is at least WARN; every line has to be JSON. */
    List<String> warnings() {
        return log().stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line -> !line.get("level").getAsString().equals("INFO"))
                .map(ServiceAlone::message)
                .toList();
    }

    private static String message(JsonObject line) {
        return line.get("message").getAsString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        process.destroyForcibly();
        try {
            process.waitFor(FORCED_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
