package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.UnqualifiedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the sync stands, for an operator.
 *
 * @param state where it stands
 * @param detail one sentence: what it does or what it waits for
 * @param people people in the store
 * @param run the pass in hand while everybody is read for the first time, else the last complete one; empty before the first
 * @param completedAt when the last complete pass ended
 * @param sinceProgress since the last page was committed
 */
public record SyncReport(
        State state,
        String detail,
        People people,
        Optional<Run> run,
        Optional<Instant> completedAt,
        Optional<Duration> sinceProgress) {
    /** Where the sync stands. */
    public enum State {
        NOT_CONFIGURED,
        READY,
        SNAPSHOT,
        LIVE,
        PAUSED,
        BLOCKED_AUTH,
        WAIT_QUOTA
    }

    /** People in the store. */
    public record People(long active, long hidden) {}

    /** What a pass read. */
    public record Run(
            Instant startedAt, long reachedMarketoId, long read, long calls, Map<UnqualifiedReason, Long> unqualified) {
        public Run {
            unqualified = Map.copyOf(unqualified);
        }
    }

    static SyncReport of(SyncRecord record, boolean connected, Instant now) {
        State state = state(record.state(), connected);
        Optional<Pass> shown = record.state().phase() == SyncState.Phase.LIVE
                ? record.completePass().map(SyncRecord.CompletePass::pass)
                : record.pass();
        return new SyncReport(
                state,
                detail(state, record),
                new People(record.people().active(), record.people().hidden()),
                shown.map(SyncReport::run),
                record.completePass().map(SyncRecord.CompletePass::completedAt),
                record.progressedAt().map(time -> Duration.between(time, now)));
    }

    private static State state(SyncState state, boolean connected) {
        if (!connected) {
            return State.NOT_CONFIGURED;
        }
        return switch (state.hold()) {
            case PAUSED -> State.PAUSED;
            case BLOCKED_AUTH -> State.BLOCKED_AUTH;
            case WAIT_QUOTA -> State.WAIT_QUOTA;
            case NONE ->
                switch (state.phase()) {
                    case READY -> State.READY;
                    case SNAPSHOT -> State.SNAPSHOT;
                    case LIVE -> State.LIVE;
                };
        };
    }

    private static String detail(State state, SyncRecord record) {
        String failed = record.state().detail();
        if (failed != null && state != State.NOT_CONFIGURED && state != State.PAUSED) {
            return failed + "; the next attempt is at " + record.state().dueAt() + ".";
        }
        return switch (state) {
            case NOT_CONFIGURED -> "Marketo is not connected.";
            case READY -> "Marketo is connected; the sync was never started.";
            case SNAPSHOT -> "Reading everybody from Marketo for the first time.";
            case LIVE -> "Everybody was read; changes are looked for at intervals.";
            case PAUSED -> "Paused by an operator; starting it goes on where it stopped.";
            case BLOCKED_AUTH -> "Marketo refuses the credentials.";
            case WAIT_QUOTA -> "Marketo's daily quota is used up.";
        };
    }

    private static Run run(Pass pass) {
        Pass.Counts counts = pass.counts();
        return new Run(pass.startedAt(), pass.reached(), counts.read(), counts.calls(), counts.unqualified());
    }
}
