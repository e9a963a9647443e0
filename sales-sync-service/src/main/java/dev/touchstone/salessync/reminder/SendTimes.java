package dev.touchstone.salessync.reminder;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a reminder is read and sent next. Pure. */
final class SendTimes {
    private SendTimes() {}

    /**
     * The time.
     *
     * @param wait until then at least
     * @return null if there is nothing to do
     */
    static @Nullable Instant after(Reminder reminder, Instant now, Duration wait) {
        return switch (reminder.link().state()) {
            case UNSENT, CHANGED, UNREAD, DELETING -> now.plus(wait);
            case LOCAL, LINKED, DETACHED, GONE -> null;
        };
    }
}
