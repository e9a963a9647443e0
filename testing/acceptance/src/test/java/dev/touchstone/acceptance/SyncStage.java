package dev.touchstone.acceptance;

import static org.awaitility.Awaitility.await;

import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Sales-sync-service as processes, one or more on one database, and a Marketo that the test holds in its hands. Leases are short
 * and feeds quick, so that a death is noticed within seconds; the pace is the one that Marketo advises against exceeding twice.
 * {@link #asInstalled} hurries nothing.
 */
final class SyncStage implements AutoCloseable {
    /** Calls in 20 seconds that the service allows itself, over all replicas. */
    static final int PACE = 80;

    static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Path BINARIES = WholeSuite.HOME.resolve(".touchstone/postgresql");
    private static final int DEADLINE_SECONDS = 120;
    private static final Map<String, String> ID_RANGES =
            Map.of("TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES");
    private static final Map<String, String> HURRY = Map.of(
            "TOUCHSTONE_SALES_SYNC_PERSON_SNAPSHOT_WAYS", "ID_RANGES",
            "TOUCHSTONE_SALES_SYNC_PERSON_LEASE", "5S",
            "TOUCHSTONE_SALES_SYNC_FEEDS_INTERVAL", "2S",
            "TOUCHSTONE_SALES_SYNC_ACTIVITY_LEASE", "5S",
            "TOUCHSTONE_SALES_SYNC_ACTIVITY_BATCH_AGE", "1S",
            "TOUCHSTONE_SALES_SYNC_MARKETO_CALLS_PER_WINDOW", Integer.toString(PACE),
            "TOUCHSTONE_SALES_SYNC_MARKETO_DAILY_QUOTA", "5000000");

    private final DataDirectory directory;
    private final int postgresPort = Ports.free(1).get(0);
    private final LocalPostgres postgres;
    private final Map<String, String> environment;
    private final MarketoEmulator marketo;
    private final List<Integer> ports;
    private final List<ServiceAlone> replicas = new CopyOnWriteArrayList<>();
    private final Map<ServiceAlone, ManagedChannel> channels = new ConcurrentHashMap<>();
    private final List<Instant> restarts = new CopyOnWriteArrayList<>();

    /** Starts PostgreSQL, Marketo and so many hurried replicas, and waits until they are ready. */
    SyncStage(String name, int count) {
        this(name, count, EmulatorConfig.defaults(), HURRY);
    }

    private SyncStage(String name, int count, EmulatorConfig config, Map<String, String> settings) {
        environment = settings;
        marketo = MarketoEmulator.start(config);
        directory = WholeSuite.directory(name);
        ports = Ports.free(count);
        postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
        try {
            for (int replica = 0; replica < count; replica++) {
                replicas.add(start(replica));
            }
            for (int replica = 0; replica < count; replica++) {
                awaitReady(replica);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** One replica as it is installed, by id ranges, and a Marketo that takes so long for each call. */
    static SyncStage asInstalled(String name, Duration latency) {
        return new SyncStage(name, 1, EmulatorConfig.defaults().withLatency(latency), ID_RANGES);
    }

    MarketoEmulator marketo() {
        return marketo;
    }

    Database database() {
        return new Database(LocalPostgres.jdbcUrl(postgresPort, "sales_sync"));
    }

    /** A connection to a replica as it runs now. */
    Channel channel(int replica) {
        return channels.computeIfAbsent(replicas.get(replica), ServiceAlone::connect);
    }

    private ServiceAlone replica(int number) {
        return replicas.get(number);
    }

    /** Connects to Marketo and starts the sync of people. */
    void startSync() {
        SalesSyncAdminServiceBlockingStub admin = admin(0);
        admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketo.baseUrl().toString())
                .setClientId("touchstone-demo")
                .setClientSecret("touchstone-demo-secret")
                .build());
        admin.startPersonSync(
                StartPersonSyncRequest.newBuilder().setWithoutCrm(true).build());
    }

    private SalesSyncAdminServiceBlockingStub admin(int replica) {
        return SalesSyncAdminServiceGrpc.newBlockingStub(channel(replica))
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** As a replica that lives tells it. */
    private PersonSyncStatus status() {
        int alive = 0;
        while (!replica(alive).process().isAlive()) {
            alive++;
        }
        return admin(alive)
                .getSyncStatus(GetSyncStatusRequest.getDefaultInstance())
                .getPersonSync();
    }

    /** Kills a replica (kill -9). */
    void kill(int replica) {
        replica(replica).close();
    }

    /** Starts a replica that was killed, on the same port; back when it is ready. */
    void restart(int replica) {
        restarts.add(Instant.now());
        replicas.set(replica, start(replica));
        awaitReady(replica);
    }

    /** When replicas were started again. */
    List<Instant> restarts() {
        return List.copyOf(restarts);
    }

    /** Stops a replica where it stands, as a long pause of its machine does, or lets it go on. */
    void freeze(int replica, boolean frozen) throws IOException, InterruptedException {
        long pid = replica(replica).process().pid();
        int status = new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", Long.toString(pid))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill ended with " + status);
        }
    }

    /** Waits until the feeds were looked at so many times more. */
    void awaitFeedReads(int more) {
        int before = feedReads();
        await().atMost(PATIENCE).until(() -> feedReads() >= before + more);
    }

    /** Waits until everybody was read and the feeds are followed. */
    void awaitLive() {
        await().atMost(PATIENCE).until(this::isLive);
    }

    /**
     * Waits until the sync is live, all feeds were read to their end since this call, and nobody is to be read again soon; somebody
     * who was never here and was not found is looked for again ten minutes later.
     */
    void awaitCaughtUp() {
        Instant since = Instant.now();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isLive()
                        && none("FROM feed_cursor WHERE pass = 'MAIN' AND coalesce(ended_at, '-infinity') < '" + since
                                + "'")
                        && none("FROM dirty_person WHERE due_at < now() + interval '1 minute'"));
    }

    private boolean none(String from) {
        return database().rows("SELECT count(*) " + from).equals(List.of("0"));
    }

    private boolean isLive() {
        try {
            return status().getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE;
        } catch (StatusRuntimeException starting) {
            return false;
        }
    }

    private int feedReads() {
        return marketo.calls().ofPath("/rest/v1/activities/leadchanges.json").size();
    }

    private ServiceAlone start(int replica) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TOUCHSTONE_SALES_SYNC_ENCRYPTION_KEY", directory.encryptionKey());
        return ServiceAlone.start("sales-sync-service", directory.path(), postgresPort, ports.get(replica), all);
    }

    private void awaitReady(int replica) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> replica(replica).management("/q/health/ready") == 200);
    }

    @Override
    public void close() {
        replicas.forEach(ServiceAlone::close);
        marketo.close();
        postgres.close();
        directory.close();
    }
}
