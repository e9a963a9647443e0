package dev.touchstone.local.suite;

import com.sun.management.OperatingSystemMXBean;
import dev.touchstone.commandline.rpc.CommandFailed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The embedded PostgreSQL of a data directory, with one database for each service. What it stores survives any crash. */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final List<String> DATABASES = List.of("touchpoint", "mapping", "sales_sync");
    private static final int MEGABYTE_BITS = 20;
    private static final int FEWEST_BUFFERS_MB = 128;
    private static final int MOST_BUFFERS_MB = 2_048;

    private final EmbeddedPostgres server;
    private final int port;
    private final Path database;

    private LocalPostgres(EmbeddedPostgres server, int port, Path database) {
        this.server = server;
        this.port = port;
        this.database = database;
    }

    /**
     * Starts the server and makes the databases that are not there yet.
     *
     * @param binaries where its programs are unpacked, once for all data directories
     */
    public static LocalPostgres start(DataDirectory directory, Path binaries, int port) {
        Path log = directory.log("postgresql");
        try {
            Files.createDirectories(binaries);
            forgetLock(directory.database());
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.database())
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // the suite stops it after the services
                    .setPGStartupWait(START_TIMEOUT)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", sharedBuffers())
                    .start();
            createDatabases(port);
            return new LocalPostgres(server, port, directory.database());
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed(
                    "PostgreSQL does not start on port " + port + ": " + e.getMessage() + " (log: " + log + ")");
        }
    }

    /**
     * The library locks the directory until it is told to close, also for a server that died, and would refuse to start
     * another in this process. The lock that counts is the {@link DataDirectory}'s.
     */
    private static void forgetLock(Path database) throws IOException {
        Files.deleteIfExists(database.resolve("epg-lock"));
    }

    /** The address of a database for JDBC. */
    public static String jdbcUrl(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Whether the server process still runs. */
    public boolean isAlive() {
        try {
            List<String> lines = Files.readAllLines(database.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).isPresent();
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Stops the server; open connections are cut. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new CommandFailed("PostgreSQL does not stop: " + e.getMessage());
        }
    }

    private static void createDatabases(int port) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(port, "postgres"), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            Set<String> present = new HashSet<>();
            try (ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database")) {
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
            }
            for (String name : DATABASES) {
                if (!present.contains(name)) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
        } catch (SQLException e) {
            throw new CommandFailed("the databases cannot be made: " + e.getMessage());
        }
    }

    /**
     * A quarter of the machine's memory, as PostgreSQL advises, at most 2 GB: ids are spread evenly, so that with the default of
     * 128 MB each row of a larger history evicts pages that the next one needs. Pages that are not used take no memory.
     */
    private static String sharedBuffers() {
        long quarter =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 4;
        return Math.clamp(quarter >> MEGABYTE_BITS, FEWEST_BUFFERS_MB, MOST_BUFFERS_MB) + "MB";
    }
}
