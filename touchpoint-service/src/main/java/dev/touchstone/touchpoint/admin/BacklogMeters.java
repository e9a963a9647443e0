package dev.touchstone.touchpoint.admin;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.remap.RemapProgress;
import dev.touchstone.touchpoint.remap.RemapStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much waits to be derived and to be mapped, as gauges. Every replica reads the same from the database, each
 * {@value #INTERVAL_SECONDS} seconds; NaN before the first time.
 */
@ApplicationScoped
class BacklogMeters {
    static final int INTERVAL_SECONDS = 15;

    private final MarkStore marks;
    private final RemapStore remap;
    private final RefreshLoop loop;
    private volatile @Nullable Backlog known;

    private record Backlog(List<MarkStore.Waiting> waiting, RemapProgress progress) {}

    BacklogMeters(MarkStore marks, RemapStore remap, SchemaMigration migration, MeterRegistry meters) {
        this.marks = marks;
        this.remap = remap;
        this.loop = new RefreshLoop(migration, "the backlog", Duration.ofSeconds(INTERVAL_SECONDS), this::read);
        for (Queue queue : Queue.values()) {
            Gauge.builder(
                            "touchstone.derivation.waiting.keys",
                            () -> value(backlog -> of(backlog, queue).marks()))
                    .description("marks of keys that wait to be derived; a key may have several")
                    .tag("queue", queue.id())
                    .register(meters);
            Gauge.builder(
                            "touchstone.derivation.oldest.waiting.seconds",
                            () -> value(backlog -> seconds(of(backlog, queue))))
                    .description("how long the longest waiting key has waited to be derived")
                    .tag("queue", queue.id())
                    .register(meters);
        }
        gauge(meters, "pending.keys", "mapping keys that wait for their first channel", RemapProgress::pendingKeys);
        gauge(
                meters,
                "outdated.keys",
                "mapping keys whose channel comes from an earlier version of the rules than it should",
                RemapProgress::outdatedKeys);
        gauge(
                meters,
                "active.version",
                "version of the rules that mapping-service had active when it was last asked; 0 before it answered",
                RemapProgress::activeVersion);
        gauge(
                meters,
                "waiting",
                "1 while mapping waits for something, such as mapping-service",
                progress -> progress.waitingFor().isEmpty() ? 0 : 1);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }

    private void read() {
        known = new Backlog(marks.waiting(), remap.progress());
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<RemapProgress> value) {
        Gauge.builder("touchstone.remap." + name, () -> value(backlog -> value.applyAsDouble(backlog.progress())))
                .description(description)
                .register(meters);
    }

    private double value(ToDoubleFunction<Backlog> value) {
        @Nullable Backlog backlog = known;
        return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
    }

    private static MarkStore.Waiting of(Backlog backlog, Queue queue) {
        return backlog.waiting().stream()
                .filter(waiting -> waiting.queue() == queue)
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(MarkStore.Waiting waiting) {
        return waiting.oldestAge().toMillis() / 1_000.0;
    }
}
