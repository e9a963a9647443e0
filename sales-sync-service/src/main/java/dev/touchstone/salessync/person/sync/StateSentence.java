package dev.touchstone.salessync.person.sync;

import dev.touchstone.salessync.person.snapshot.Unread;
import dev.touchstone.salessync.person.snapshot.UnreadWindow;
import dev.touchstone.salessync.person.sync.SyncReport.State;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One sentence for an operator on where the sync stands. Pure. */
final class StateSentence {
    private StateSentence() {}

    /** Where it stands; what could not be read is told whenever everything else is done. */
    static State state(SyncState state, boolean connected, Unread unread) {
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
                    case CATCH_UP -> State.CATCH_UP;
                    case LIVE -> unread.count() > 0 ? State.DEGRADED : State.LIVE;
                    case RECONCILE -> State.RECONCILE;
                };
        };
    }

    /** The sentence, and what keeps the reading of everybody back meanwhile. */
    static String of(State state, SyncState stored, Unread unread, SyncRecord.Held held) {
        @Nullable String waits = held.detail();
        String sentence = of(state, stored, unread);
        boolean follows =
                state == State.CATCH_UP || state == State.LIVE || state == State.DEGRADED || state == State.RECONCILE;
        return waits == null || !follows
                ? sentence
                : sentence + " Reading everybody waits: " + waits + "; the next attempt is at " + held.until() + ".";
    }

    /** The sentence. */
    static String of(State state, SyncState stored, Unread unread) {
        @Nullable String failed = stored.detail();
        String sentence;
        if (failed != null && state != State.NOT_CONFIGURED && state != State.PAUSED) {
            sentence = failed + "; the next attempt is at " + stored.dueAt() + ".";
        } else {
            sentence = switch (state) {
                case NOT_CONFIGURED -> "Marketo is not connected.";
                case READY -> "Marketo is connected; the sync was never started.";
                case SNAPSHOT -> "Reading everybody from Marketo for the first time.";
                case CATCH_UP -> "Everybody was read; reading what changed meanwhile.";
                case LIVE, DEGRADED -> "Everybody was read; changes are followed.";
                case RECONCILE ->
                    "Comparing everybody with Marketo (" + stored.reconcileReason()
                            + "); changes are followed meanwhile.";
                case PAUSED -> "Paused by an operator; resuming it goes on where it stopped.";
                case BLOCKED_AUTH -> "Marketo refuses the credentials.";
                case WAIT_QUOTA -> "Marketo's daily quota is used up.";
            };
        }
        if (state == State.DEGRADED) {
            sentence = sentence.replace("Everybody was read; c", "C");
        }
        return unread.count() == 0 ? sentence : degraded(unread) + ". " + sentence;
    }

    /** {@code DEGRADED, 1 window unread (2024-03-01…2024-03-31)}. */
    private static String degraded(Unread unread) {
        String windows = unread.count() == 1 ? "1 window unread" : unread.count() + " windows unread";
        UnreadWindow first = unread.first().getFirst();
        String more = unread.count() == 1 ? "" : " and others";
        return "DEGRADED, %s (%s…%s%s)".formatted(windows, day(first.from()), lastDay(first), more);
    }

    private static LocalDate day(java.time.Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The end is not part of the window. */
    private static LocalDate lastDay(UnreadWindow window) {
        return day(window.until().minusSeconds(1));
    }
}
