package dev.touchstone.touchpoint.settings;

/** The policies in force. */
public interface PolicySource {
    /**
     * As the caller's transaction sees them. Whoever changes them marks everything in the same transaction, so what is derived
     * by the ones before is derived again.
     */
    Policies current();
}
