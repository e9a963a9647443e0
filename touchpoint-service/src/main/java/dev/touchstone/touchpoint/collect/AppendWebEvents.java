package dev.touchstone.touchpoint.collect;

import dev.touchstone.contract.RpcFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Stores admitted web events; when it returns they are durable. A few threads store what has come together since the
 * transaction before, so that many small submissions cost hardly more than one large one.
 */
@ApplicationScoped
public class AppendWebEvents {
    private static final EventLog.Appended NOTHING = new EventLog.Appended(0, 0, List.of());
    /** For all writers together, below the time that Quarkus gives a process to stop. */
    private static final Duration DRAIN = Duration.ofSeconds(15);

    private final GroupCommit groupCommit;
    private final SubmissionBuffer buffer;
    private final List<Thread> writers = new ArrayList<>();
    private final Counter accepted;
    private final Counter duplicates;
    private final DistributionSummary transactions;

    AppendWebEvents(GroupCommit groupCommit, CollectorSettings settings, MeterRegistry meters) {
        this.groupCommit = groupCommit;
        this.buffer = new SubmissionBuffer(settings.buffer());
        for (int i = 0; i < settings.buffer().writers(); i++) {
            writers.add(Thread.ofPlatform().name("event-writer-" + i).daemon().unstarted(this::write));
        }
        this.accepted = Counter.builder("touchstone.web.accepted.events")
                .description("web events that were stored")
                .register(meters);
        this.duplicates = Counter.builder("touchstone.web.duplicate.events")
                .description("web events that were stored before")
                .register(meters);
        this.transactions = DistributionSummary.builder("touchstone.web.transaction.events")
                .description("web events that one transaction stored")
                .register(meters);
        Gauge.builder("touchstone.web.buffer.events", buffer, SubmissionBuffer::events)
                .description("admitted web events that wait for a transaction")
                .register(meters);
        Gauge.builder(
                        "touchstone.web.buffer.capacity.events",
                        () -> settings.buffer().events())
                .description("web events that may wait for a transaction")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        writers.forEach(Thread::start);
    }

    /** Takes no more, and stores what is there. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        buffer.close();
        long deadline = System.nanoTime() + DRAIN.toNanos();
        for (Thread writer : writers) {
            // One that was never started cannot be waited for.
            if (writer.isAlive()) {
                writer.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        }
    }

    /** Stores them, and waits for room if too much waits already. Without events there is no transaction. */
    public EventLog.Appended append(Admitted admitted) {
        if (admitted.events().isEmpty()) {
            return NOTHING;
        }
        Submission submission = new Submission(admitted);
        try {
            if (!buffer.put(submission)) {
                throw stopping();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return await(submission);
    }

    /** Stores them, if not too much waits already; empty if so. */
    public Optional<EventLog.Appended> tryAppend(Admitted admitted) {
        if (admitted.events().isEmpty()) {
            return Optional.of(NOTHING);
        }
        Submission submission = new Submission(admitted);
        return buffer.offer(submission) ? Optional.of(await(submission)) : Optional.empty();
    }

    private EventLog.Appended await(Submission submission) {
        try {
            EventLog.Appended appended = submission.answer().get();
            accepted.increment(appended.accepted());
            duplicates.increment(appended.duplicates());
            return appended;
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("events could not be stored", e.getCause());
        }
    }

    private void write() {
        try {
            List<Submission> group = buffer.take();
            while (!group.isEmpty()) {
                store(group);
                group = buffer.take();
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong concerns one group: all that comes later would wait for a writer that has ended. */
    private void store(List<Submission> group) {
        try {
            transactions.record(group.stream().mapToInt(Submission::size).sum());
            groupCommit.store(group);
        } catch (RuntimeException | Error error) {
            group.forEach(submission -> submission.answer().completeExceptionally(error));
        } finally {
            buffer.release(group);
        }
    }

    private static RpcFailure interrupted() {
        Thread.currentThread().interrupt();
        return stopping();
    }

    private static RpcFailure stopping() {
        return new RpcFailure.Unavailable(
                "DATABASE_UNAVAILABLE", "this process is being stopped and stores no more", Duration.ofSeconds(1));
    }
}
