package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.List;

/**
 * People of Marketo who do not qualify and are unsubscribed there: they are not taken over, but who sends to their address has to
 * know (R-C-4), also if somebody else who has it does qualify.
 */
public interface UnqualifiedUnsubscribes {
    /**
     * Keeps who of these people is one, and forgets who is not any more, within the caller's transaction. What a newer reading said
     * stays.
     *
     * @param readings no id twice; those that are to be stored as people are stored before
     * @param readAt when the read began
     */
    void note(List<PersonReading> readings, Instant readAt);
}
