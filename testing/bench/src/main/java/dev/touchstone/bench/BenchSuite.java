package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Suite;
import dev.touchstone.local.suite.SuitePorts;
import dev.touchstone.local.suite.Tuning;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.GetDerivationStatusRequest;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The whole suite on an empty database, for one measurement; nothing is left of it. */
final class BenchSuite implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Looking whether work waits is not to take more than one part in so many of what is measured. */
    private static final int LOOKS_SHARE = 50;

    private final Path data;
    private final DataDirectory directory;
    private final SuitePorts ports;
    private final Suite suite;
    private final Services services;

    private BenchSuite(Installation installation, Path data) {
        this.data = data;
        this.directory = DataDirectory.take(data);
        this.ports = SuitePorts.free();
        this.suite = new Suite(installation, directory, ports, Progress::tell);
        this.services = new Services(ports.endpoints());
    }

    /** Starts it and waits until it is ready. */
    static BenchSuite start(Tuning tuning) throws IOException {
        return start(tuning, Tuning.SMALL);
    }

    /** The same, with mapping-service set up likewise. */
    static BenchSuite start(Tuning tuning, Tuning mapping) throws IOException {
        Path home = Path.of(System.getProperty("touchstone.home", "."));
        Installation installation = new Installation(home, tuning, mapping);
        Path data = Files.createTempDirectory(Files.createDirectories(installation.work()), "bench-");
        BenchSuite started = new BenchSuite(installation, data);
        try {
            started.suite.start(List.of());
            BenchPostgres.spare(started.jdbcUrl());
            return started;
        } catch (CommandFailed e) {
            started.close();
            throw e;
        }
    }

    Services services() {
        return services;
    }

    SuitePorts ports() {
        return ports;
    }

    String jdbcUrl() {
        return LocalPostgres.jdbcUrl(ports.postgres(), "touchpoint");
    }

    long servicePid() throws IOException {
        return Long.parseLong(
                Files.readString(directory.pidFile("touchpoint-service")).strip());
    }

    long postmasterPid() throws IOException {
        try (Stream<String> lines = Files.lines(directory.database().resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    /** What the service and PostgreSQL have used so far. */
    Used used() throws IOException {
        return new Used(ProcessUsage.cpu(servicePid()), ProcessUsage.cpuOfServer(postmasterPid()));
    }

    /**
     * CPU times.
     *
     * @param service of touchpoint-service
     * @param database of PostgreSQL with all its processes, also those that ended
     */
    record Used(Duration service, Duration database) {
        Used since(Used earlier) {
            return new Used(service.minus(earlier.service), database.minus(earlier.database));
        }
    }

    /** Waits until everything is derived and mapped; looks into the queue itself, which costs next to nothing. */
    void awaitDerived() throws SQLException {
        try (StoredEvents stored = new StoredEvents(jdbcUrl())) {
            for (long look = System.nanoTime(); stored.workWaits(); look = System.nanoTime()) {
                long pause = (System.nanoTime() - look) * LOOKS_SHARE;
                Services.sleep(Duration.ofNanos(Math.clamp(pause, BETWEEN_LOOKS.toNanos(), LONGEST_PAUSE.toNanos())));
            }
        }
    }

    GetDerivationStatusResponse status() {
        return services.call(
                Remote.TOUCHPOINT,
                channel -> AdminServiceGrpc.newBlockingStub(channel)
                        .getDerivationStatus(GetDerivationStatusRequest.getDefaultInstance()));
    }

    @Override
    public void close() throws IOException {
        services.close();
        suite.close();
        directory.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
