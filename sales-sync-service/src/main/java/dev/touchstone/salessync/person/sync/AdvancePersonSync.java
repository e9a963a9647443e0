package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.connection.FindConnection;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.Fence;
import dev.touchstone.salessync.person.LeaseLost;
import dev.touchstone.salessync.person.snapshot.ReadEverybody;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets the sync go on by one step, if it is this process' turn, and says in the state what kept it from doing so. */
@ApplicationScoped
public class AdvancePersonSync {
    private final SyncJournal journal;
    private final Remote remote;
    private final StepPersonSync next;
    private final SyncMeters meters;
    private final Timing timing;

    AdvancePersonSync(SyncJournal journal, Remote remote, StepPersonSync next, SyncMeters meters, Timing timing) {
        this.journal = journal;
        this.remote = remote;
        this.next = next;
        this.meters = meters;
        this.timing = timing;
    }

    /** Clock, random numbers and waits. */
    @Singleton
    static class Timing {
        private final Clock clock;
        private final RandomGenerator random;
        private final SyncPolicy policy;

        Timing(Clock clock, RandomGenerator random, SyncPolicy policy) {
            this.clock = clock;
            this.random = random;
            this.policy = policy;
        }

        /** Now, to the microsecond that the database keeps. */
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        /** What a failure of reading everybody, while the feeds go on, keeps back. */
        SyncRecord.Held held(SyncRecord.Held before, MarketoError error) {
            return SyncMachine.readingFailed(before, error, now(), random.nextDouble(), policy.retries());
        }
    }

    /** The connection. */
    @Singleton
    static class Remote {
        private final FindConnection connections;
        private final ConnectedMarketo marketo;

        Remote(FindConnection connections, ConnectedMarketo marketo) {
            this.connections = connections;
            this.marketo = marketo;
        }
    }

    /**
     * Does one step.
     *
     * @param worker the process that asks
     * @return true if there may be more to do at once
     */
    public boolean advance(UUID worker) {
        if (!journal.read().state().isRunnable(timing.now())
                || remote.connections.find().isEmpty()) {
            return false;
        }
        OptionalLong number = journal.claim(worker, timing.policy.lease());
        if (number.isEmpty()) {
            return false;
        }
        Fence fence = journal.fence(number.getAsLong());
        try {
            step(fence);
            return true;
        } catch (LeaseLost lost) {
            Log.info(lost.getMessage());
        } catch (MarketoFailure failure) {
            meters.failed(failure.error());
            note(
                    fence,
                    state -> SyncMachine.failed(
                            state, failure.error(), timing.now(), timing.random.nextDouble(), timing.policy.retries()));
        } catch (ReadEverybody.NoWayLeft stuck) {
            note(fence, state -> SyncMachine.stuck(state, String.valueOf(stuck.getMessage()), timing.now()));
        }
        return false;
    }

    /** Lets other processes know that this one is alive. */
    public void renewLease(UUID worker) {
        journal.renew(worker, timing.policy.lease());
    }

    /** Lets another process go on at once. */
    public void releaseLease(UUID worker) {
        journal.release(worker);
    }

    private void step(Fence fence) {
        // Read again under the lease: the one that had it may have gone on meanwhile.
        SyncRecord record = journal.read();
        Instant now = timing.now();
        if (!record.state().isRunnable(now)) {
            return;
        }
        Optional<MarketoInstance> marketo = remote.marketo.find();
        if (marketo.isEmpty()) {
            note(fence, state -> SyncMachine.secretUnreadable(state, now));
            return;
        }
        next.step(new StepPersonSync.Place(record, marketo.get(), fence, now));
    }

    private void note(Fence fence, UnaryOperator<SyncState> transition) {
        try {
            @Nullable String before = journal.read().state().detail();
            SyncState after = journal.advance(fence, record -> record.with(transition.apply(record.state())))
                    .state();
            if (!Objects.equals(before, after.detail())) {
                Log.warnf("%s; the next attempt is at %s", after.detail(), after.dueAt());
            }
        } catch (LeaseLost lost) {
            Log.info(lost.getMessage());
        }
    }
}
