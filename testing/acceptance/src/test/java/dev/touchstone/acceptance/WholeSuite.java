package dev.touchstone.acceptance;

import static org.awaitility.Awaitility.await;

import dev.touchstone.commandline.importer.Settling;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.DemoDirectories;
import dev.touchstone.local.suite.Installation;
import dev.touchstone.local.suite.Installation.MarketoAccount;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.local.suite.ServiceSpec;
import dev.touchstone.local.suite.Suite;
import dev.touchstone.local.suite.SuitePorts;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import dev.touchstone.touchpoint.v1.GetDerivationStatusResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A suite that a test runs: PostgreSQL, the three services and the Marketo emulator as processes, in a directory below
 * {@code target/suites} that the next run of the same test deletes. What dies is started again.
 */
final class WholeSuite implements AutoCloseable {
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    static final MarketoAccount ACCOUNT = new MarketoAccount("acceptance-client", "acceptance-secret");
    static final Terminal NOWHERE = terminal();
    static final Consumer<String> TELL = sentence -> System.out.println("[suite] " + sentence);

    private final DataDirectory directory;
    private final Suite suite;
    private final Services services;
    private final int marketoPort = Ports.free(1).get(0);
    private final Thread watcher;

    private WholeSuite(String name) {
        Installation installation = new Installation(HOME);
        directory = directory(name);
        suite = new Suite(installation, directory, SuitePorts.free(), TELL);
        services = new Services(suite.ports().endpoints());
        watcher = new Thread(suite::watch, "watch the suite");
    }

    /**
     * Starts a suite and waits until it is ready.
     *
     * @param leads what the Marketo emulator has, as JSON lines
     */
    static WholeSuite start(String name, List<String> leads) {
        WholeSuite running = new WholeSuite(name);
        try {
            Path file = Files.write(running.directory.path().resolve("marketo-leads.jsonl"), leads);
            ServiceSpec marketo = new Installation(HOME).marketo(running.marketoPort, file, ACCOUNT, running.directory);
            running.suite.start(List.of(marketo));
            running.watcher.start();
            return running;
        } catch (IOException e) {
            running.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** A directory of its own for a test, without what an earlier run left. */
    static DataDirectory directory(String name) {
        return new DemoDirectories(Path.of("target/suites").toAbsolutePath().resolve(name)).create();
    }

    Services services() {
        return services;
    }

    SuitePorts ports() {
        return suite.ports();
    }

    String marketoUrl() {
        return "http://127.0.0.1:" + marketoPort;
    }

    Database touchpointDatabase() {
        return new Database(LocalPostgres.jdbcUrl(ports().postgres(), "touchpoint"));
    }

    Database salesSyncDatabase() {
        return new Database(LocalPostgres.jdbcUrl(ports().postgres(), "sales_sync"));
    }

    /** One of the services. */
    enum Service {
        MAPPING("mapping-service"),
        TOUCHPOINT("touchpoint-service"),
        SALES_SYNC("sales-sync-service");

        private final String process;

        Service(String process) {
            this.process = process;
        }

        private int managementPort(SuitePorts ports) {
            return switch (this) {
                case MAPPING -> ports.mapping().management();
                case TOUCHPOINT -> ports.touchpoint().management();
                case SALES_SYNC -> ports.salesSync().management();
            };
        }
    }

    /** The service's process; a moment after a death it is still the dead one. */
    long pid(Service service) {
        return firstNumber(directory.pidFile(service.process));
    }

    /** The processes of all services. */
    List<Long> pids() {
        return Arrays.stream(Service.values()).map(this::pid).toList();
    }

    /** Waits until the service is ready in another process than this. */
    void awaitAgain(Service service, long before, Duration atMost) {
        int port = service.managementPort(ports());
        await().atMost(atMost).until(() -> pid(service) != before && Http.status(port, "/q/health/ready") == 200);
    }

    /** Waits until PostgreSQL answers in another process than this. */
    void awaitPostgresAgain(long before, Duration atMost) {
        await().atMost(atMost)
                .ignoreExceptions()
                .until(() -> postgresPid() != before && touchpointDatabase().number("SELECT 1") == 1);
    }

    /** The server process of PostgreSQL. */
    long postgresPid() {
        return firstNumber(directory.database().resolve("postmaster.pid"));
    }

    private static long firstNumber(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).get(0).trim());
        } catch (IOException | RuntimeException e) {
            return -1; // between two processes
        }
    }

    /** Everything that the processes wrote. */
    List<Path> logs() {
        try (Stream<Path> files = Files.list(directory.path().resolve("logs"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until every stored fact has had its effect. */
    GetDerivationStatusResponse settle() {
        return Settling.await(services, NOWHERE);
    }

    /** Has touchpoint-service derive everything in memory and compare. */
    CheckConsistencyResponse checkConsistency() {
        return services.call(
                Remote.TOUCHPOINT,
                channel -> AdminServiceGrpc.newBlockingStub(channel)
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance()));
    }

    /** Connects the emulator and starts to read it. */
    void startPersonSync() {
        ConnectMarketoRequest connect = ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketoUrl())
                .setClientId(ACCOUNT.clientId())
                .setClientSecret(ACCOUNT.clientSecret())
                .build();
        services.call(
                Remote.SALES_SYNC,
                channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel).connectMarketo(connect));
        services.call(
                Remote.SALES_SYNC,
                channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                        .startPersonSync(StartPersonSyncRequest.newBuilder()
                                .setWithoutCrm(true)
                                .build()));
    }

    PersonSyncStatus personSync() {
        return services.call(
                        Remote.SALES_SYNC,
                        channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                                .getSyncStatus(GetSyncStatusRequest.getDefaultInstance()))
                .getPersonSync();
    }

    @Override
    public void close() {
        services.close();
        suite.close();
        directory.close();
    }

    private static Terminal terminal() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, 0, 0, false);
    }
}
