package dev.touchstone.bench;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.DemoDirectories;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sales-sync-service alone on an empty database, and a Marketo in this process; nothing is left of it. */
final class SyncStage implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String SECRET = "touchstone-demo-secret";

    private final MarketoEmulator marketo;
    private final DataDirectory directory;
    private final int postgresPort;
    private final int managementPort;
    private final LocalPostgres postgres;
    private final Process service;
    private final ManagedChannel channel;

    private SyncStage(SyncOptions options, Limits limits, Map<String, String> settings) throws IOException {
        Path home = Path.of(System.getProperty("touchstone.home", "."));
        Path work = home.resolve(".touchstone");
        List<Integer> ports = Ports.free(3);
        postgresPort = ports.get(0);
        managementPort = ports.get(2);
        marketo = MarketoEmulator.start(
                EmulatorConfig.defaults().withLimits(limits).withLatency(options.latency()));
        directory = new DemoDirectories(work.resolve("bench")).create();
        postgres = LocalPostgres.start(directory, work.resolve("postgresql"), postgresPort);
        BenchPostgres.spare(jdbcUrl());
        service = service(home, ports.get(1), options, settings);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", ports.get(1))
                .usePlaintext()
                .build();
    }

    /**
     * Starts all and waits until the service is ready.
     *
     * @param limits what Marketo allows
     * @param settings environment of the service beside what the options say
     */
    static SyncStage start(SyncOptions options, Limits limits, Map<String, String> settings)
            throws IOException, InterruptedException {
        SyncStage stage = new SyncStage(options, limits, settings);
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + stage.managementPort + "/q/health/ready"))
                .build();
        while (true) {
            try {
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return stage;
                }
            } catch (IOException starting) {
                if (!stage.service.isAlive()) {
                    throw new CommandFailed(
                            "sales-sync-service ended; its log is " + stage.directory.log("sales-sync-service"));
                }
            }
            Services.sleep(BETWEEN_LOOKS);
        }
    }

    private Process service(Path home, int port, SyncOptions options, Map<String, String> settings) throws IOException {
        Path jar = home.resolve("sales-sync-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new CommandFailed(jar + " is missing; run `touchstone build`");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.java());
        command.addAll(List.of("-Dtouchstone.data=" + directory.path(), "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.log("sales-sync-service").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        "postgres",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "postgres",
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "TOUCHSTONE_SALES_SYNC_ENCRYPTION_KEY",
                        directory.encryptionKey()));
        builder.environment().putAll(options.environment(settings));
        return builder.start();
    }

    /** Connects the service to Marketo and starts the sync of people. */
    void startSync() {
        SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub admin =
                SalesSyncAdminServiceGrpc.newBlockingStub(channel);
        admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret(SECRET)
                .build());
        admin.startPersonSync(
                StartPersonSyncRequest.newBuilder().setWithoutCrm(true).build());
    }

    PersonSyncStatus status() {
        return SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                .getSyncStatus(GetSyncStatusRequest.getDefaultInstance())
                .getPersonSync();
    }

    /** Waits until the sync is live, and tells how far it is. */
    void awaitLive() {
        String told = "";
        while (true) {
            PersonSyncStatus status = status();
            if (status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE) {
                return;
            }
            String now = status.getState().name().replace("PERSON_SYNC_STATE_", "") + ", "
                    + status.getProgress().getDoneBasisPoints() / 100 + " %"
                    + (status.getDetail().isEmpty() ? "" : ", " + status.getDetail());
            if (!now.equals(told)) {
                Progress.tell(now);
                told = now;
            }
            Services.sleep(BETWEEN_LOOKS);
        }
    }

    MarketoEmulator marketo() {
        return marketo;
    }

    ManagedChannel channel() {
        return channel;
    }

    int managementPort() {
        return managementPort;
    }

    String jdbcUrl() {
        return LocalPostgres.jdbcUrl(postgresPort, "sales_sync");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
    }

    /** CPU times of the service and of PostgreSQL so far. */
    BenchSuite.Used used() throws IOException {
        try (Stream<String> lines = Files.lines(directory.database().resolve("postmaster.pid"))) {
            long postmaster = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return new BenchSuite.Used(ProcessUsage.cpu(service.pid()), ProcessUsage.cpuOfServer(postmaster));
        }
    }

    /** Largest resident memory of the service so far, in MB. */
    long peakMegabytes() {
        return ProcessUsage.peakMegabytes(service.pid());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        service.destroy();
        try {
            service.waitFor();
        } catch (InterruptedException hurried) {
            service.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        postgres.close();
        directory.close();
        DemoDirectories.delete(directory.path());
        marketo.close();
    }
}
