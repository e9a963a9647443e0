package dev.touchstone.touchpoint.identity;

import java.time.Instant;
import java.util.Comparator;

/**
 * A visitor became known by an e-mail address.
 *
 * @param email the address, lower case
 * @param time when
 * @param kind how
 * @param eventId the event that told it; of an alias, the event that told the alias
 */
public record Identification(String email, Instant time, IdentificationKind kind, String eventId) {
    /** A total order that every machine agrees on. */
    public static final Comparator<Identification> BY_TIME = Comparator.comparing(Identification::time)
            .thenComparing(Identification::eventId)
            .thenComparing(Identification::email)
            .thenComparing(Identification::kind);
}
