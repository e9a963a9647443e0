package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * When the two sides changed a reminder. Pure.
 *
 * @param here when each field was changed here last, by our clock; only fields that Salesforce does not have yet
 * @param clockOffset Salesforce's clock minus ours
 * @param there {@code SystemModstamp}
 */
record EditTimes(Map<ReminderField, Instant> here, Duration clockOffset, Instant there) {
    /** Closer than this is at the same time; then Salesforce wins. */
    static final Duration TIE = Duration.ofSeconds(2);

    EditTimes {
        here = Map.copyOf(here);
    }

    /** True if the change here came so much later that it wins. */
    boolean isLaterHere(ReminderField field) {
        Instant time = here.get(field);
        return time != null && Duration.between(there, time.plus(clockOffset)).compareTo(TIE) >= 0;
    }
}
