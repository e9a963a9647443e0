package dev.touchstone.salessync.optout;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says, within the transaction that keeps it, that something new was said.
 *
 * @param fact what
 * @param subjects of whom
 * @param people those of the subjects who are people, with their Marketo ids; may be empty
 * @param address the address that was named; empty if a person was
 */
public record OptOutRecorded(
        OptOutFact fact, Set<Subject> subjects, SortedMap<Subject, Long> people, Optional<EmailAddress> address) {
    public OptOutRecorded {
        subjects = Set.copyOf(subjects);
        people = new TreeMap<>(people);
    }
}
