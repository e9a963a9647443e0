package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.IdSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Where the calls of one process to one system wait for their turn. The budget in the database decides, so that all processes together
 * keep to it; here, the calls of a lane queue up so that only the first of them asks. Thread-safe.
 *
 * @param <L> the lanes of the system, highest first
 * @param <E> why a call is not worth waiting for
 */
final class TurnQueue<L extends Enum<L>, E> {
    private final Budget<L, E> budget;
    private final IdSource ids;
    private final Clock clock;
    private final UUID worker;
    private final Map<L, Semaphore> askers;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<CountDownLatch> bell = new AtomicReference<>(new CountDownLatch(1));

    TurnQueue(Class<L> lanes, Budget<L, E> budget, IdSource ids, Clock clock) {
        this.budget = budget;
        this.ids = ids;
        this.clock = clock;
        this.worker = ids.next();
        this.askers = new EnumMap<>(lanes);
        for (L lane : lanes.getEnumConstants()) {
            askers.put(lane, new Semaphore(1, true));
        }
    }

    /**
     * Who decides, and how a refusal is told.
     *
     * @param <L> the lanes of the system
     * @param <E> why a call is not worth waiting for
     */
    interface Budget<L extends Enum<L>, E> {
        /** Asks for a turn. */
        Decision<?, E> ask(UUID callId, UUID worker, L lane);

        /** What a caller gets whose patience ended. */
        RuntimeException noTurn(L lane, Duration patience);

        /** What a caller gets for whom waiting is of no use. */
        RuntimeException refusal(E error);
    }

    /**
     * The right to make one call.
     *
     * @param probe true if its end says whether the system answers again
     */
    record Turn<L>(UUID id, L lane, boolean probe) {}

    /** Waits for a turn; whoever has one ends it. */
    Turn<L> enter(L lane, Duration patience) throws InterruptedException {
        Instant deadline = clock.instant().plus(patience);
        Semaphore asker = Objects.requireNonNull(askers.get(lane));
        if (!asker.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS)) {
            throw budget.noTurn(lane, patience);
        }
        try {
            return ask(lane, patience, deadline);
        } finally {
            asker.release();
        }
    }

    private Turn<L> ask(L lane, Duration patience, Instant deadline) throws InterruptedException {
        UUID id = ids.next();
        while (true) {
            // Taken before the question, so that a call that ends meanwhile is not missed.
            CountDownLatch callEnded = bell.get();
            switch (budget.ask(id, worker, lane)) {
                case Decision.Granted<?, E> granted -> {
                    open.add(id);
                    return new Turn<>(id, lane, granted.probe());
                }
                case Decision.Refused<?, E> refused -> throw budget.refusal(refused.error());
                case Decision.Wait<?, E> wait -> {
                    Duration left = Duration.between(clock.instant(), deadline);
                    if (left.isNegative() || wait.atLeast().compareTo(left) > 0) {
                        throw budget.noTurn(lane, patience);
                    }
                    nap(callEnded, wait.next());
                }
            }
        }
    }

    /**
     * Ends a turn.
     *
     * @param store stores the end; the place is free here whatever becomes of it
     */
    <T> T end(Turn<L> turn, Supplier<T> store) {
        // A thread that is being stopped gives its place back all the same; the database's driver would break off.
        boolean stopped = Thread.interrupted();
        try {
            return store.get();
        } finally {
            open.remove(turn.id());
            bell.getAndSet(new CountDownLatch(1)).countDown();
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The calls of this process in hand. */
    Set<UUID> open() {
        return Set.copyOf(open);
    }

    /** Sleeps, but not on when a call of this process has ended; true if one has. */
    private static boolean nap(CountDownLatch callEnded, Duration time) throws InterruptedException {
        return callEnded.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }
}
