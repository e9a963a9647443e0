package dev.touchstone.local.suite;

import dev.touchstone.commandline.endpoint.RunningSuite;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.text.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and the three services of one data directory. They are started together: the services wait for their
 * databases by themselves. They are stopped in reverse order, PostgreSQL last, also when the process is told to end.
 */
public final class Suite implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Installation installation;
    private final DataDirectory directory;
    private final SuitePorts ports;
    private final Consumer<String> tell;
    private final Supervisor supervisor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable CompletableFuture<LocalPostgres> postgres;
    private volatile Runnable afterStop = () -> {};
    private boolean closing;

    public Suite(Installation installation, DataDirectory directory, SuitePorts ports, Consumer<String> tell) {
        this.installation = installation;
        this.directory = directory;
        this.ports = ports;
        this.tell = tell;
        this.supervisor = new Supervisor(directory, tell, STOP_PATIENCE);
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param others processes to start beside the services
     * @throws CommandFailed if something does not start; call {@link #close} then, too
     */
    public void start(List<ServiceSpec> others) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop the suite"));
        for (String leftover : Leftovers.clean(directory)) {
            tell.accept(leftover + " of an earlier suite still ran and was stopped");
        }
        Ports.demandFree(ports.byOption());
        long startedAt = System.nanoTime();
        CompletableFuture<LocalPostgres> database = startPostgres();
        CompletableFuture<Void> told = database.thenAccept(server -> tell.accept(
                "PostgreSQL is ready after " + Words.duration(Duration.ofNanos(System.nanoTime() - startedAt))));
        try {
            installation.services(ports, directory).forEach(supervisor::start);
            others.forEach(supervisor::start);
            told.join();
            supervisor.awaitReady();
            new RunningSuite(
                            ports.endpoints(),
                            ports.management(),
                            ProcessHandle.current().pid())
                    .write(installation.home(), directory.path());
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailed failure ? failure : e;
        } catch (IOException e) {
            throw new CommandFailed("the endpoints cannot be written: " + e.getMessage());
        }
    }

    private synchronized CompletableFuture<LocalPostgres> startPostgres() {
        if (closing) {
            throw new CommandFailed("the suite is stopping");
        }
        CompletableFuture<LocalPostgres> start = CompletableFuture.supplyAsync(
                () -> LocalPostgres.start(directory, installation.work().resolve("postgresql"), ports.postgres()));
        postgres = start;
        return start;
    }

    /** Where it answers. */
    public SuitePorts ports() {
        return ports;
    }

    /** Its processes; another may be added. */
    public Supervisor supervisor() {
        return supervisor;
    }

    /** Sets what is done when everything is stopped, also when the process is told to end. */
    public void afterStop(Runnable action) {
        afterStop = action;
    }

    /** Watches, and starts again what dies, until the suite is stopped. */
    public void watch() {
        while (!supervisor.isStopping()) {
            restartPostgres();
            supervisor.watchOnce();
            Services.sleep(BETWEEN_LOOKS);
        }
    }

    private void restartPostgres() {
        CompletableFuture<LocalPostgres> current = postgres;
        if (supervisor.isStopping() || current == null || isAlive(current)) {
            return;
        }
        tell.accept("PostgreSQL ended (its log is " + directory.log("postgresql") + ") and is started again");
        try {
            startPostgres().join();
            tell.accept("PostgreSQL is ready again");
        } catch (CompletionException e) {
            tell.accept("PostgreSQL does not start again: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (CommandFailed e) {
            tell.accept(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAlive(CompletableFuture<LocalPostgres> server) {
        return !server.isCompletedExceptionally() && server.join().isAlive();
    }

    /** Stops everything; later calls wait until the first is done. */
    @Override
    public void close() {
        if (!beginClosing()) {
            awaitStopped();
            return;
        }
        try {
            supervisor.stop();
            stopPostgres();
            RunningSuite.remove(installation.home(), directory.path());
            afterStop.run();
        } catch (IOException e) {
            tell.accept("the endpoints cannot be removed: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    private synchronized boolean beginClosing() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    /** A server that is still starting is waited for: it would outlive this process otherwise. */
    private void stopPostgres() {
        CompletableFuture<LocalPostgres> start = postgres;
        LocalPostgres server =
                start == null ? null : start.exceptionally(failure -> null).join();
        if (server != null) {
            server.close();
            tell.accept("PostgreSQL is stopped");
        }
    }

    private void awaitStopped() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
