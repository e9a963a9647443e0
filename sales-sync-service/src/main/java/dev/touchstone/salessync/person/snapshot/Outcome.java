package dev.touchstone.salessync.person.snapshot;

import java.time.Instant;
import java.util.Optional;

/** What one step of a run did. Pure. */
public sealed interface Outcome {
    /** Something was stored; there may be more to do at once. */
    record Worked() implements Outcome {}

    /** There is nothing to do before then: Marketo works on an export. */
    record Waiting(Instant until) implements Outcome {}

    /** Everybody was read, but for the windows that were given up. */
    record Exhausted() implements Outcome {}

    /**
     * This way cannot go on.
     *
     * @param reason one sentence without a full stop
     * @param until when it is worth trying again; empty if nobody can say
     */
    record Unavailable(String reason, Optional<Instant> until) implements Outcome {
        Unavailable(String reason) {
            this(reason, Optional.empty());
        }
    }
}
