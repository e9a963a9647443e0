package dev.touchstone.salessync.person.group;

import dev.touchstone.salessync.person.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The groups, stored. */
interface PersonGroupStore {
    /** The groups a user sees: its own and the team's, by name. */
    List<PersonGroup> seenBy(RecordId user);

    /** A group. */
    Optional<PersonGroup> find(UUID id);

    /** How many groups a user has; another transaction that counts them waits until this one ends. */
    int countLocked(RecordId user);

    /** Stores a new group; false if the user has one of this name. */
    boolean insert(PersonGroup group);

    /** Changes name and sharing; false if the user has another group of this name. */
    boolean update(UUID id, String name, boolean shared);

    /** Deletes a group with who is in it. */
    void delete(UUID id);

    /** Keeps other transactions from changing who is in the group until this one ends. */
    void lock(UUID id);

    /** Puts people in; whoever is in stays. */
    void add(UUID id, List<Long> people, Instant now);

    /** Takes people out. */
    void remove(UUID id, List<Long> people);

    /** Takes people out of all groups. */
    void removeEverywhere(List<Long> people);

    /** Puts one person in the place of another in all groups. */
    void replace(long loser, long winner);
}
