package dev.touchstone.salessync.salesforce.limit;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;

/**
 * On whose behalf Salesforce is called, highest first: who goes first when calls are short. Pure.
 *
 * <p><b>Boundaries:</b> the shares are of what the organisation lets us have a day.
 */
public enum SalesforceLane {
    /** Opt-outs; the only lane that may use its reserve of 10 %, and that calls at 90 % of the organisation's use or above. */
    OPT_OUT(10, Duration.ofSeconds(15), true),
    /** A person waits for the answer: a connection that is tried, a preview, a look-up. */
    INTERACTIVE(20, Duration.ofSeconds(10), true),
    /** Reminder tasks, both ways. */
    REMINDER(20, Duration.ofMinutes(2), false),
    /** Activities on their way to tasks. */
    ACTIVITY(40, Duration.ofMinutes(2), false),
    /** Reading and comparing in the background. */
    RECONCILE(10, Duration.ofMinutes(2), false);

    private final int sharePercent;
    private final Duration patience;
    private final boolean urgent;

    SalesforceLane(int sharePercent, Duration patience, boolean urgent) {
        this.sharePercent = sharePercent;
        this.patience = patience;
        this.urgent = urgent;
    }

    /** The part of our daily share that is this lane's, in per cent; all together are 100. */
    public int sharePercent() {
        return sharePercent;
    }

    /** How long a call waits for its turn before it ends with {@code NoTurn}. */
    public Duration patience() {
        return patience;
    }

    /** The waits between attempts. */
    public RetryPolicy retry() {
        return urgent ? RetryPolicy.INTERACTIVE : RetryPolicy.BACKGROUND;
    }
}
