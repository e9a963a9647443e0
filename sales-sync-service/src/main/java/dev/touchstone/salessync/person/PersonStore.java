package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people, stored. */
public interface PersonStore {
    /**
     * Stores a page of readings by difference, within the caller's transaction. An equal reading writes nothing; an older
     * one never overwrites a newer one; a person who does not qualify is hidden if it is there, and left out if not.
     *
     * <p>An equal reading does not move {@code read_at} either. That is sound while readings come one after the other, which
     * the sync's lease and fence see to.
     *
     * @param readings no id twice
     * @param readAt when the read began
     */
    Written write(List<PersonReading> readings, Instant readAt);

    /** A person; hidden ones too. */
    Optional<Person> find(long marketoId);

    /**
     * People who qualify, by id.
     *
     * @param email only with this address, in any case; empty for all
     * @param afterId only ids above
     * @param limit at most so many
     */
    List<Person> list(Optional<String> email, long afterId, int limit);
}
