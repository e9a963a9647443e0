package dev.touchstone.salessync.person.sync;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.connection.FindConnection;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.LeadsApi;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.person.PersonReading;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Does the next step of the sync: begins a pass, reads a page, or searches for higher ids. Everything that the next step needs
 * is stored before a step ends, so a process that dies repeats one page at most.
 */
@ApplicationScoped
public class AdvancePersonSync {
    private final SyncJournal journal;
    private final Remote remote;
    private final SyncPolicy policy;
    private final SyncMeters meters;
    private final Timing timing;

    AdvancePersonSync(SyncJournal journal, Remote remote, SyncPolicy policy, SyncMeters meters, Timing timing) {
        this.journal = journal;
        this.remote = remote;
        this.policy = policy;
        this.meters = meters;
        this.timing = timing;
    }

    /** Clock, random numbers and ids. */
    @ApplicationScoped
    static class Timing {
        private final Clock clock;
        private final RandomGenerator random;
        private final IdSource ids;

        Timing(Clock clock, RandomGenerator random, IdSource ids) {
            this.clock = clock;
            this.random = random;
            this.ids = ids;
        }

        /** Now, to the microsecond that the database keeps. */
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        double random() {
            return random.nextDouble();
        }

        UUID id() {
            return ids.next();
        }
    }

    /** The connected instance, and the calls that were made to it. */
    @ApplicationScoped
    static class Remote {
        private final FindConnection connections;
        private final ConnectedMarketo marketo;
        private @Nullable MarketoInstance counted;
        private long countedCalls;

        Remote(FindConnection connections, ConnectedMarketo marketo) {
            this.connections = connections;
            this.marketo = marketo;
        }

        boolean isConnected() {
            return connections.find().isPresent();
        }

        /** Empty if the secret cannot be decrypted. */
        synchronized Optional<LeadsApi> leads() {
            Optional<MarketoInstance> instance = marketo.find();
            if (instance.isPresent() && instance.get() != counted) {
                counted = instance.get();
                countedCalls = counted.calls();
            }
            return instance.map(open -> open.leads(Lane.SNAPSHOT));
        }

        /** Calls since the last time this was asked, failed ones included. */
        synchronized long uncountedCalls() {
            long calls = counted == null ? 0 : counted.calls();
            long more = calls - countedCalls;
            countedCalls = calls;
            return more;
        }
    }

    /**
     * Does one step.
     *
     * @param worker the process that asks
     * @return true if there may be more to do at once
     */
    public boolean advance(UUID worker) {
        if (!journal.read().state().isRunnable(timing.now())) {
            return false;
        }
        if (!remote.isConnected()) {
            return false;
        }
        OptionalLong fence = journal.claim(worker, policy.lease());
        if (fence.isEmpty()) {
            return false;
        }
        try {
            step(fence.getAsLong(), remote.leads());
            return true;
        } catch (LeaseLost lost) {
            Log.info(lost.getMessage());
            return false;
        } catch (MarketoFailure failure) {
            fail(fence.getAsLong(), failure);
            return false;
        }
    }

    /** Lets other processes know that this one is alive. */
    public void renewLease(UUID worker) {
        journal.renew(worker, policy.lease());
    }

    /** Lets another process go on at once. */
    public void releaseLease(UUID worker) {
        journal.release(worker);
    }

    private void step(long fence, Optional<LeadsApi> leads) {
        // Read again under the lease: the one that had it may have gone on meanwhile.
        SyncRecord record = journal.read();
        if (!record.state().isRunnable(timing.now())) {
            return;
        }
        if (leads.isEmpty()) {
            journal.advance(fence, now -> now.withState(SyncMachine.secretUnreadable(now.state(), timing.now())));
            return;
        }
        Pass pass = record.pass()
                .orElseGet(() -> journal.begin(fence, timing.id()).pass().orElseThrow());
        if (pass.hasNextPage()) {
            readPage(fence, pass, leads.get());
        } else {
            search(fence, pass, leads.get());
        }
    }

    private void readPage(long fence, Pass pass, LeadsApi leads) {
        Instant readAt = timing.now();
        List<PersonReading> readings =
                leads.byIds(pass.nextPage()).stream().map(PersonReading::of).toList();
        meters.written(journal.commitPage(fence, pass, readings, readAt, remote.uncountedCalls()));
    }

    private void search(long fence, Pass pass, LeadsApi leads) {
        HighestIdSearch search = pass.search();
        while (!search.isDone()) {
            search.answer(leads.existing(search.next()));
        }
        Pass searched = pass.searched(search.highest(), remote.uncountedCalls());
        Instant now = timing.now();
        if (searched.hasNextPage()) {
            journal.advance(fence, record -> record.passBegun(searched, SyncMachine.progressed(record.state(), now)));
            return;
        }
        journal.advance(
                fence,
                record -> record.passCompleted(
                        searched, SyncMachine.passCompleted(record.state(), now, policy.passInterval()), now));
        meters.passCompleted();
        Log.infof(
                "everybody was read: pass=%s read=%d calls=%d reached=%d",
                searched.id(), searched.counts().read(), searched.counts().calls(), searched.reached());
    }

    private void fail(long fence, MarketoFailure failure) {
        meters.failed(failure.error());
        try {
            @Nullable String before = journal.read().state().detail();
            SyncState after = journal.advance(
                            fence,
                            record -> record.withState(SyncMachine.failed(
                                    record.state(), failure.error(), timing.now(), timing.random(), policy.retries())))
                    .state();
            if (!Objects.equals(before, after.detail())) {
                Log.warnf("%s; the next attempt is at %s", failure.error().sentence(), after.dueAt());
            }
        } catch (LeaseLost lost) {
            Log.info(lost.getMessage());
        }
    }
}
