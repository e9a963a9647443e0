package dev.touchstone.salessync.budget;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.marketo.CallGate;
import dev.touchstone.salessync.marketo.CallOutcome;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the calls of one process wait for their turn. The budget in the database decides, so that all processes together keep
 * to it; here, the calls of a lane queue up so that only the first of them asks.
 */
public final class SharedCallGate implements CallGate {
    private final BudgetJournal budget;
    private final BudgetMeters meters;
    private final IdSource ids;
    private final Clock clock;
    private final UUID worker;
    private final Map<Lane, Semaphore> askers = new EnumMap<>(Lane.class);
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<CountDownLatch> bell = new AtomicReference<>(new CountDownLatch(1));

    public SharedCallGate(BudgetJournal budget, BudgetMeters meters, IdSource ids, Clock clock) {
        this.budget = budget;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
        this.worker = ids.next();
        for (Lane lane : Lane.values()) {
            askers.put(lane, new Semaphore(1, true));
        }
    }

    private record Call(UUID id, Lane lane, boolean probe) implements Turn {}

    @Override
    public Turn enter(Lane lane, Duration patience) throws InterruptedException {
        Instant start = clock.instant();
        Instant deadline = start.plus(patience);
        Semaphore asker = Objects.requireNonNull(askers.get(lane));
        if (!asker.tryAcquire(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS)) {
            throw new MarketoFailure(new MarketoError.NoTurn(lane));
        }
        try {
            Call call = ask(lane, deadline);
            meters.waited(lane, Duration.between(start, clock.instant()));
            return call;
        } finally {
            asker.release();
        }
    }

    private Call ask(Lane lane, Instant deadline) throws InterruptedException {
        UUID id = ids.next();
        while (true) {
            // Taken before the question, so that a call that ends meanwhile is not missed.
            CountDownLatch callEnded = bell.get();
            Decision decision = budget.ask(id, worker, lane);
            meters.decided(decision);
            switch (decision) {
                case Decision.Granted granted -> {
                    open.add(id);
                    return new Call(id, lane, granted.probe());
                }
                case Decision.Refused refused -> throw new MarketoFailure(refused.error());
                case Decision.Wait wait -> {
                    Duration left = Duration.between(clock.instant(), deadline);
                    if (left.isNegative() || wait.atLeast().compareTo(left) > 0) {
                        throw new MarketoFailure(new MarketoError.NoTurn(lane));
                    }
                    nap(callEnded, wait.next());
                }
            }
        }
    }

    @Override
    public Optional<MarketoError> end(Turn turn, CallOutcome outcome) {
        if (!(turn instanceof Call call)) {
            throw new IllegalArgumentException("a turn of another gate");
        }
        // A thread that is being stopped gives its place back all the same; the database's driver would break off.
        boolean stopped = Thread.interrupted();
        try {
            return budget.end(call.id(), call.lane(), call.probe(), outcome);
        } catch (RuntimeException lost) {
            // The call has its answer; its place comes back when the lease ends.
            Log.warnf("the end of a call to Marketo could not be stored: %s", lost.getMessage());
            return Optional.empty();
        } finally {
            open.remove(call.id());
            ring();
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keeps the calls of this process in hand; to be called at a third of the lease or more often. */
    public void keepAlive() {
        if (!open.isEmpty()) {
            budget.keep(Set.copyOf(open));
        }
    }

    /** Sleeps, but not on when a call of this process has ended; true if one has. */
    private static boolean nap(CountDownLatch callEnded, Duration time) throws InterruptedException {
        return callEnded.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void ring() {
        bell.getAndSet(new CountDownLatch(1)).countDown();
    }
}
