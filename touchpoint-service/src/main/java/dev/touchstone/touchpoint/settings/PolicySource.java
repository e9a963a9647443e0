package dev.touchstone.touchpoint.settings;

import dev.touchstone.touchpoint.session.SessionPolicy;

/** The policies in force. */
public interface PolicySource {
    /**
     * As the caller's transaction sees them. Whoever changes them marks everything in the same transaction, so what is derived
     * by the ones before is derived again.
     */
    Policies current();

    /** How sessions would be cut if these settings were in force, with the sites as the caller's transaction sees them. */
    SessionPolicy sessionPolicy(SessionSettings settings);
}
