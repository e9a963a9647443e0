package dev.touchstone.touchpoint.generate;

import java.time.Instant;
import java.util.Comparator;

/**
 * A fact that made no touchpoint, and why.
 *
 * @param fact the fact
 * @param factTime when it happened
 * @param reason why not
 * @param ruleListVersion version of the list of rules that decided; 0 if none did
 */
public record NoTouchpoint(FactReference fact, Instant factTime, NoTouchpointReason reason, long ruleListVersion) {
    /** Oldest first. */
    static final Comparator<NoTouchpoint> BY_TIME =
            Comparator.comparing(NoTouchpoint::factTime).thenComparing(NoTouchpoint::fact, FactReference.ORDER);
}
