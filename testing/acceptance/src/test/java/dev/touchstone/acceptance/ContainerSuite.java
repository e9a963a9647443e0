package dev.touchstone.acceptance;

import static org.awaitility.Awaitility.await;

import dev.touchstone.commandline.endpoint.Address;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.importer.Settling;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.touchpoint.v1.AdminServiceGrpc;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The suite as containers, as the manifests run it: the images, the settings of {@code deploy/kubernetes/base}, migrations first,
 * two pods of each service that scales, user, read-only root and memory limit; a pod ends after the sleep and the grace that the
 * manifests give it. This class does what a cluster does: it replaces pods, and sends new connections to ready ones only.
 */
final class ContainerSuite implements AutoCloseable {
    static final String MAPPING = "mapping-service";
    static final String TOUCHPOINT = "touchpoint-service";
    static final String SALES_SYNC = "sales-sync-service";

    private static final String VERSION = "0.1.0";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PRE_STOP = Duration.ofSeconds(5);
    private static final String GRACE_SECONDS = "35";
    private static final String MEMORY = "512m";

    private final String prefix = "touchstone-proof-" + ProcessHandle.current().pid();
    private final String databaseNetwork = prefix + "-database";
    private final String callNetwork = prefix + "-calls";
    private final String database = prefix + "-postgresql";
    private final int databasePort = Ports.free(1).get(0);
    private final List<Pod> pods = new ArrayList<>();
    private final Gate touchpointGate;
    private final Gate mappingGate;
    private final Services services;
    private int podsMade;

    /**
     * @param ports gRPC and management, on loopback
     */
    record Pod(String name, String service, List<Integer> ports) {
        boolean isReady() {
            return Http.status(ports.get(1), "/q/health/ready") == 200;
        }
    }

    ContainerSuite() throws IOException {
        touchpointGate = new Gate();
        mappingGate = new Gate();
        services = new Services(new Endpoints(
                new Address("127.0.0.1", touchpointGate.port()),
                new Address("127.0.0.1", mappingGate.port()),
                new Address("127.0.0.1", mappingGate.port())));
    }

    void start() {
        Podman.run("network", "create", databaseNetwork);
        Podman.run("network", "create", callNetwork);
        Podman.run(
                "run",
                "--detach",
                "--name",
                database,
                "--network",
                databaseNetwork + ":alias=database",
                "--publish",
                "127.0.0.1:" + databasePort + ":5432",
                "localhost/touchstone-test/postgresql:18");
        for (String service : List.of(MAPPING, TOUCHPOINT, SALES_SYNC)) {
            migrate(service);
        }
        add(MAPPING);
        add(MAPPING);
        add(TOUCHPOINT);
        add(TOUCHPOINT);
        add(SALES_SYNC);
    }

    Services services() {
        return services;
    }

    List<Pod> pods(String service) {
        return pods.stream().filter(pod -> pod.service().equals(service)).toList();
    }

    /** As the Job of the manifests. */
    private void migrate(String service) {
        List<String> command = new ArrayList<>(List.of("run", "--rm"));
        command.addAll(common(service));
        command.addAll(List.of("--env", "TOUCHSTONE_SCHEMA_MODE=migrate-only", image(service)));
        Podman.run(command);
    }

    /** Starts a pod and lets connections come when it is ready. */
    void add(String service) {
        Pod pod = new Pod(prefix + "-" + service + "-" + podsMade++, service, Ports.free(2));
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--name", pod.name()));
        command.addAll(common(service));
        command.addAll(List.of(
                "--network",
                callNetwork + ":alias=" + service,
                "--publish",
                "127.0.0.1:" + pod.ports().get(0) + ":8080",
                "--publish",
                "127.0.0.1:" + pod.ports().get(1) + ":9000",
                "--env-file",
                settings(service).toString(),
                image(service)));
        Podman.run(command);
        pods.add(pod);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(pod::isReady);
        gate(service, pod, true);
    }

    /** Restricted as in the manifests, with the database that their Secret would name. */
    private List<String> common(String service) {
        return List.of(
                "--network",
                databaseNetwork,
                "--read-only",
                "--tmpfs",
                "/tmp",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--user",
                "10001:10001",
                "--memory",
                MEMORY,
                "--env",
                "QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://database:5432/" + databaseName(service),
                "--env",
                "QUARKUS_DATASOURCE_USERNAME=postgres",
                "--env",
                "QUARKUS_DATASOURCE_PASSWORD=postgres");
    }

    private static String databaseName(String service) {
        return service.replace("-service", "");
    }

    private static Path settings(String service) {
        return WholeSuite.HOME
                .resolve("deploy/kubernetes/base")
                .resolve(service)
                .resolve("config.env");
    }

    private static String image(String service) {
        return "localhost/touchstone/" + service + ":" + VERSION;
    }

    private void gate(String service, Pod pod, boolean open) {
        Gate gate = service.equals(TOUCHPOINT) ? touchpointGate : service.equals(MAPPING) ? mappingGate : null;
        if (gate != null && open) {
            gate.add(pod.ports().get(0));
        } else if (gate != null) {
            gate.remove(pod.ports().get(0));
        }
    }

    /** A pod dies without a word, and another one comes. */
    void killOne(String service) {
        Pod pod = pods(service).get(0);
        Podman.run("kill", "--signal", "KILL", pod.name());
        gate(service, pod, false);
        forget(pod);
        add(service);
    }

    /** Each pod is replaced by a new one, which is ready first: maxSurge 1, maxUnavailable 0. */
    void roll(String service) throws InterruptedException {
        for (Pod old : pods(service)) {
            add(service);
            gate(service, old, false);
            Thread.sleep(PRE_STOP.toMillis());
            Podman.run("stop", "--time", GRACE_SECONDS, old.name());
            forget(old);
        }
    }

    private void forget(Pod pod) {
        Podman.run("rm", "--force", pod.name());
        pods.remove(pod);
    }

    /** PostgreSQL dies without a word and comes again. */
    void killDatabase() {
        Podman.run("kill", "--signal", "KILL", database);
        Podman.run("start", database);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> touchpointDatabase().number("SELECT 1") == 1);
        pods.forEach(pod -> await().atMost(PATIENCE).until(pod::isReady));
    }

    /** No call reaches mapping-service any more, while every pod still has its database. */
    void cutOffMapping() {
        pods(MAPPING).forEach(pod -> Podman.run("network", "disconnect", callNetwork, pod.name()));
    }

    void reconnectMapping() {
        pods(MAPPING).forEach(pod -> Podman.run("network", "connect", "--alias", MAPPING, callNetwork, pod.name()));
    }

    Database touchpointDatabase() {
        return new Database("jdbc:postgresql://127.0.0.1:" + databasePort + "/touchpoint");
    }

    /** What is stored when every fact has had its effect. */
    Reckoning reckoning() {
        Settling.await(services, WholeSuite.NOWHERE);
        return new Reckoning(
                touchpointDatabase(),
                services.call(
                        Remote.TOUCHPOINT,
                        channel -> AdminServiceGrpc.newBlockingStub(channel)
                                .checkConsistency(CheckConsistencyRequest.getDefaultInstance())));
    }

    @Override
    public void close() throws IOException {
        services.close();
        touchpointGate.close();
        mappingGate.close();
        List.copyOf(pods).forEach(this::forget);
        Podman.run("rm", "--force", database);
        Podman.run("network", "rm", "--force", databaseNetwork, callNetwork);
    }
}
