package dev.touchstone.salessync.activity.panel;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets nobody wait for a Marketo that does not answer: the reading goes on, and what it brings is shown with the next look. Those who
 * look at one person at a time wait for one reading. While Marketo is slow, nobody waits for it for long.
 */
@ApplicationScoped
class ReadInTime {
    private static final Duration SLOW = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WHILE_SLOW = Duration.ofMillis(200);
    private static final String LATE =
            "Marketo does not answer in time; what it answers later is shown with the next look";

    private final MirrorPerson mirror;
    private final PanelPolicy policy;
    private final ExecutorService virtualThreads;
    private final Clock clock;
    private final Map<Long, CompletableFuture<Optional<String>>> underWay = new ConcurrentHashMap<>();
    private volatile Instant slowUntil = Instant.MIN;

    ReadInTime(MirrorPerson mirror, PanelPolicy policy, @VirtualThreads ExecutorService virtualThreads, Clock clock) {
        this.mirror = mirror;
        this.policy = policy;
        this.virtualThreads = virtualThreads;
        this.clock = clock;
    }

    /** Why what Marketo has could not be read in time, or not all of it; empty if it was. */
    Optional<String> read(long marketoId) {
        CompletableFuture<Optional<String>> reading = join(marketoId);
        try {
            return reading.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            slowUntil = clock.instant().plus(SLOW);
            return Optional.of(LATE);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the activities of a person cannot be read", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("the service is stopping");
        }
    }

    private Duration patience() {
        boolean slow = clock.instant().isBefore(slowUntil);
        return slow ? PATIENCE_WHILE_SLOW : policy.patience();
    }

    private CompletableFuture<Optional<String>> join(long marketoId) {
        CompletableFuture<Optional<String>> own = new CompletableFuture<>();
        CompletableFuture<Optional<String>> other = underWay.putIfAbsent(marketoId, own);
        if (other != null) {
            return other;
        }
        try {
            virtualThreads.execute(() -> read(marketoId, own));
        } catch (RuntimeException stopping) {
            underWay.remove(marketoId);
            throw stopping;
        }
        return own;
    }

    /** Whoever looks after the end begins a reading of his own, so it is taken away before the end is told. */
    private void read(long marketoId, CompletableFuture<Optional<String>> result) {
        try {
            Optional<String> problem = mirror.read(marketoId);
            if (problem.isEmpty()) {
                slowUntil = Instant.MIN;
            }
            underWay.remove(marketoId);
            result.complete(problem);
        } catch (RuntimeException | Error failed) {
            underWay.remove(marketoId);
            result.completeExceptionally(failed);
        }
    }
}
