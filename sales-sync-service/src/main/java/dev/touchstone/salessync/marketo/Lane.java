package dev.touchstone.salessync.marketo;

import java.time.Duration;

/**
 * On whose behalf Marketo is called, highest first: who goes first when calls are short. Pure.
 *
 * <p><b>Boundaries:</b> a lane that has waited for a whole window gets one call before the higher ones, so that none starves.
 */
public enum Lane {
    /** Opt-outs and unsubscribe checks; the only lane that may use the daily reserve. */
    OPT_OUT(Duration.ofSeconds(15)),
    /** A person waits for the answer: the panel, a preview, a connection that is tried. */
    INTERACTIVE(Duration.ofSeconds(10)),
    /** Change feeds and the people that they marked. */
    FEED(Duration.ofMinutes(2)),
    /** Activities on their way to Marketo. */
    ACTIVITY(Duration.ofMinutes(2)),
    /** The first reading of everybody. */
    SNAPSHOT(Duration.ofMinutes(2)),
    /** Comparisons and statistics. */
    RECONCILE(Duration.ofMinutes(2));

    private final Duration patience;

    Lane(Duration patience) {
        this.patience = patience;
    }

    /** How long a call waits for its turn before it ends with {@link MarketoError.NoTurn}. */
    public Duration patience() {
        return patience;
    }
}
