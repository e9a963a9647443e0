package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.testing.salesforce.auth.Sessions;
import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.org.Organisation;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The Pub/Sub API of an organisation: a gRPC server without TLS on the loopback address, which publishes what the organisation's
 * journal tells.
 */
public final class EventBus implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Organisation org;
    private final EventLog log;
    private final EventSchemas schemas;
    private final ReplayIds replayIds = new ReplayIds();
    private final StreamPlan plan = new StreamPlan();
    private final PubSubService service;
    private final Consumer<List<Change>> listener;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    /**
     * Starts it.
     *
     * @param port port on the loopback address; 0 takes a free one
     * @throws UncheckedIOException if the port is taken
     */
    public EventBus(Organisation org, Sessions sessions, int port) {
        this.org = org;
        log = new EventLog(org.clock());
        schemas = new EventSchemas(org.schema());
        service = new PubSubService(org.id(), log, schemas, replayIds, plan, workers);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .executor(workers)
                .intercept(new Authentication(sessions, org.id(), plan))
                .addService(service)
                .build();
        try {
            server.start();
        } catch (IOException taken) {
            throw new UncheckedIOException("the event bus cannot listen on port " + port, taken);
        }
        listener = new Publisher(schemas, log, plan)::publish;
        org.journal().addListener(listener);
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** How it behaves. */
    public StreamPlan plan() {
        return plan;
    }

    /** Which types of records have a topic; at first Task, Lead and Contact. */
    public void select(String... entities) {
        schemas.select(Set.of(entities));
    }

    /** How all subscriptions began, oldest first. */
    public List<Subscribed> subscribed() {
        return service.begun();
    }

    /** How many streams are open now. */
    public int openStreams() {
        return service.open().size();
    }

    /** Sends an empty response on every stream that has nothing else to send and was asked for events. */
    public void keepAlive() {
        service.open().forEach(Subscription::keepAlive);
    }

    /** Breaks all open streams, as if the connection was lost. */
    public void breakStreams() {
        service.open().forEach(Subscription::breakOff);
    }

    /** Ends all open streams with an error. */
    public void failStreams(BusError error) {
        service.open().forEach(stream -> stream.fail(error, "The stream is ended."));
    }

    /** Ends all open streams without an error. */
    public void closeStreams() {
        service.open().forEach(Subscription::complete);
    }

    /** Forgets all replay ids given so far, as after a move of the organisation. */
    public void forgetReplayIds() {
        replayIds.forget();
    }

    /** As at the start: no events, no open streams, no plans. */
    public void reset() {
        breakStreams();
        log.clear();
        schemas.reset();
        service.clear();
        plan.reset();
    }

    @Override
    public void close() {
        org.journal().removeListener(listener);
        server.shutdownNow();
        service.open().forEach(Subscription::cancel);
        try {
            // Calls that are cancelled are told so by the workers, which therefore end last.
            server.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        workers.close();
    }
}
