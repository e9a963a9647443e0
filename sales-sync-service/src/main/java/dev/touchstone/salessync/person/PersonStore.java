package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people, stored. */
public interface PersonStore {
    /**
     * Stores a page of readings by difference, within the caller's transaction, with the changes for {@code person_change} and
     * the history of the fields. An equal reading changes nothing but the time of the newest reading; an older one never
     * overwrites a newer one, whether that changed something or not; a person who does not qualify is hidden if it is there,
     * and left out if not; whoever was merged or erased stays so.
     *
     * <p>People are written by one transaction at a time. A caller that checks a {@link Fence} does so before.
     *
     * @param readings no id twice
     * @param way what the readings are part of
     * @param readAt when the read began
     */
    Written write(List<PersonReading> readings, ReadWay way, Instant readAt);

    /** {@link #write(List, ReadWay, Instant)} of a snapshot. */
    default Written write(List<PersonReading> readings, Instant readAt) {
        return write(readings, ReadWay.SNAPSHOT, readAt);
    }

    /** A person who is there; hidden ones too. */
    Optional<Person> find(long marketoId);

    /**
     * People who qualify, by id.
     *
     * @param email only with this address, in any case; empty for all
     * @param afterId only ids above
     * @param limit at most so many
     */
    List<Person> list(Optional<String> email, long afterId, int limit);

    /** People in whatever state, those of the ids that have a row, by id. */
    List<Person> findAll(List<Long> marketoIds);

    /** People in whatever state, by id, from above an id on; at most so many. */
    List<Person> scan(long afterId, int limit);
}
