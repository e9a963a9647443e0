package dev.touchstone.touchpoint.identity;

import dev.touchstone.touchpoint.session.Moment;
import java.util.Comparator;

/**
 * A visitor became known by an e-mail address.
 *
 * @param email the address, lower case
 * @param moment when, and by which event; of an alias, the event that told the alias, at the time from which on the alias
 *     stands for the address; of a call, the task
 * @param kind how
 */
public record Identification(String email, Moment moment, IdentificationKind kind) {
    /** A total order that every machine agrees on. */
    public static final Comparator<Identification> BY_TIME = Comparator.comparing(Identification::moment)
            .thenComparing(Identification::email)
            .thenComparing(Identification::kind);
}
