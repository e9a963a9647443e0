package dev.touchstone.local.suite;

import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.text.Words;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs child processes: starts them together, waits until each is ready, restarts what dies, stops them in reverse
 * order. What happens is told in sentences.
 */
public final class Supervisor {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /** A process that ran so long had a good start: the next restart is quick again. */
    private static final Duration HEALTHY_RUN = Duration.ofMinutes(1);

    private final DataDirectory directory;
    private final Consumer<String> tell;
    private final Duration stopPatience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Map<String, Child> children = Collections.synchronizedMap(new LinkedHashMap<>());
    private final long startedAt = System.nanoTime();
    private volatile boolean stopping;

    /**
     * @param tell takes one sentence, or a few lines, at a time; from any thread
     * @param stopPatience how long a process may take to end when asked
     */
    public Supervisor(DataDirectory directory, Consumer<String> tell, Duration stopPatience) {
        this.directory = directory;
        this.tell = tell;
        this.stopPatience = stopPatience;
    }

    private static final class Child {
        private final ServiceSpec spec;
        private ServiceProcess process;
        private long startedAt = System.nanoTime();
        private Duration backoff = FIRST_BACKOFF;
        private long restartAt;
        private boolean dead;
        private boolean ready;

        Child(ServiceSpec spec, ServiceProcess process) {
            this.spec = spec;
            this.process = process;
        }
    }

    /** Starts a process without waiting for it. */
    public void start(ServiceSpec spec) {
        synchronized (this) {
            if (stopping) {
                throw new CommandFailed("the suite is stopping");
            }
            children.put(spec.name(), new Child(spec, ServiceProcess.start(spec, directory)));
        }
    }

    /**
     * Waits until all processes are ready, telling of each when it is.
     *
     * @throws CommandFailed if one dies, with its last words, or is not ready after three minutes
     */
    public void awaitReady() {
        while (true) {
            List<Child> waiting =
                    snapshot().stream().filter(child -> !child.ready).toList();
            if (waiting.isEmpty()) {
                return;
            }
            for (Child child : waiting) {
                awaitReady(child);
            }
            Services.sleep(BETWEEN_LOOKS);
        }
    }

    private void awaitReady(Child child) {
        if (stopping) {
            throw new CommandFailed("the suite is stopping");
        }
        if (!child.process.isAlive()) {
            throw new CommandFailed(child.process.obituary());
        }
        if (child.process.isReady(http)) {
            child.ready = true;
            tell.accept(child.spec.name() + " is ready after " + Words.duration(since(startedAt)));
        } else if (since(child.startedAt).compareTo(READY_TIMEOUT) > 0) {
            throw new CommandFailed(child.spec.name() + " is not ready after " + Words.duration(READY_TIMEOUT)
                    + "; its log is " + directory.log(child.spec.name()));
        }
    }

    /** The processes that have died and are not yet told of; each is told of once, with its last words. */
    public List<String> deaths() {
        List<String> deaths = new ArrayList<>();
        for (Child child : snapshot()) {
            if (!stopping && !child.dead && !child.process.isAlive()) {
                child.dead = true;
                child.ready = false;
                boolean healthy = since(child.startedAt).compareTo(HEALTHY_RUN) > 0;
                child.backoff = healthy ? FIRST_BACKOFF : child.backoff;
                child.restartAt = System.nanoTime() + child.backoff.toNanos();
                deaths.add(child.process.obituary());
            }
        }
        return deaths;
    }

    /** One round of watching: tells of deaths, restarts what has waited long enough, tells what is ready again. */
    public void watchOnce() {
        deaths().forEach(tell);
        for (Child child : snapshot()) {
            if (child.dead && System.nanoTime() - child.restartAt >= 0) {
                restart(child);
            } else if (!child.dead && !child.ready && child.process.isReady(http)) {
                child.ready = true;
                tell.accept(child.spec.name() + " is ready again");
            }
        }
    }

    private synchronized void restart(Child child) {
        if (stopping) {
            return;
        }
        tell.accept(child.spec.name() + " is started again");
        child.process = ServiceProcess.start(child.spec, directory);
        child.startedAt = System.nanoTime();
        child.dead = false;
        Duration doubled = child.backoff.multipliedBy(2);
        child.backoff = doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
    }

    /** Stops all processes, the last started first. Nothing is started after this. */
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        List<Child> reversed = new ArrayList<>(snapshot());
        Collections.reverse(reversed);
        for (Child child : reversed) {
            boolean alive = child.process.isAlive();
            child.process.stop(stopPatience);
            if (alive) {
                tell.accept(child.spec.name() + " is stopped");
            }
        }
        children.clear();
    }

    /** Whether the stop has begun. */
    public boolean isStopping() {
        return stopping;
    }

    private List<Child> snapshot() {
        synchronized (children) {
            return List.copyOf(children.values());
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
