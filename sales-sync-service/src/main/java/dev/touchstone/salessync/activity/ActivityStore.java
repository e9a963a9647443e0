package dev.touchstone.salessync.activity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The recorded activities. Changes are part of the caller's transaction. */
public interface ActivityStore {
    /**
     * An activity to insert.
     *
     * @param key its key
     * @param activity what was recorded
     * @param marketoId the person it belongs to, after merges
     * @param erased true if the person is erased, so that nothing but the fact is kept
     */
    record Insertion(String key, NewActivity activity, long marketoId, boolean erased) {
        public Insertion {
            activity = erased ? activity.withoutContent() : activity;
        }
    }

    /**
     * What is there under a caller's key.
     *
     * @param key the activity's key
     * @param digest of what was sent, as hexadecimal digits; empty if the activity is erased
     */
    record Existing(String key, String digest) {}

    /**
     * Inserts those whose caller's key is not there yet.
     *
     * @param insertions no caller's key twice
     * @return the keys of those that were inserted
     */
    Set<String> insert(List<Insertion> insertions, Instant now);

    /** What is there under callers' keys. */
    Map<String, Existing> existing(Collection<String> clientKeys);

    /**
     * Remembers activities that may be repeated within a minute.
     *
     * @return the keys of those that repeat another one
     */
    Set<String> repeats(List<Insertion> insertions);

    /** Forgets minutes before a time. */
    void forgetMinutes(Instant before);

    /** Activities by key, in any order; those that are not there are left out. */
    List<Activity> list(Collection<String> keys);

    /**
     * Gives all activities of people to others.
     *
     * @param targets the other by person
     */
    void move(Map<Long, Long> targets);

    /** The keys of all activities of these people. */
    List<String> keys(Collection<Long> marketoIds);

    /** Empties all activities of a person. */
    void erase(Collection<Long> marketoIds);
}
