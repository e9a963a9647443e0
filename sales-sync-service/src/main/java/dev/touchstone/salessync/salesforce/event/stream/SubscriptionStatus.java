package dev.touchstone.salessync.salesforce.event.stream;

/**
 * How a subscription does. Pure.
 *
 * @param phase what it does
 * @param sentence why it waits, without a full stop; empty if it does not wait
 */
public record SubscriptionStatus(Phase phase, String sentence) {
    /** What a subscription does. */
    public enum Phase {
        /** It begins a stream. */
        CONNECTING,
        /** Events come when there are any. */
        STREAMING,
        /** The last stream failed, and it waits before it begins another one. */
        WAITING,
        /** The topic is not there or may not be read, so somebody has to change that; it waits before it asks again. */
        REFUSED,
        /** It was stopped, or not yet run. */
        STOPPED
    }

    static SubscriptionStatus of(Phase phase) {
        return new SubscriptionStatus(phase, "");
    }
}
