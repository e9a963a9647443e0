package dev.touchstone.salessync.remote;

/** Whose fault a failure is. Pure. */
public enum ErrorClass {
    /** Only new credentials or permissions help. */
    AUTH,
    /** Too fast, by ourselves or by others; nothing was executed. */
    PACE,
    /** No calls are left today. */
    QUOTA,
    /** Passes by itself. */
    TRANSIENT,
    /** Too much at once: less of it works. */
    SIZE,
    /** The instance's fields are not the ones we know. */
    DRIFT,
    /** The instance lacks something, or has no room for it. */
    CONFIG,
    /** Which record it is: gone, there already, several. */
    IDENTITY,
    /** One row is wrong. */
    ROW,
    /** Nothing was found, or it was so already: no failure. */
    NOTHING,
    /** A mistake of ours. */
    BUG,
    /** Repeating does not help, for a reason that we do not know. */
    PERMANENT;

    /**
     * True if a failure of this class says something about what was sent, so that it counts as one of its attempts; quota, auth,
     * pace and outages do not.
     */
    public boolean countsAsAttempt() {
        return switch (this) {
            case AUTH, PACE, QUOTA, TRANSIENT, CONFIG, NOTHING -> false;
            case SIZE, DRIFT, IDENTITY, ROW, BUG, PERMANENT -> true;
        };
    }
}
