package dev.touchstone.salessync.person.find;

import dev.touchstone.salessync.person.Person;
import java.util.List;

/** The people, by what they are found by. */
interface PeopleIndex {
    /** Which condition leads: it decides the index and the order; the others only leave people out. */
    enum Lead {
        SALESFORCE_ID,
        EMAIL,
        GROUP,
        /** By family name. */
        LAST_NAME,
        /** By "given name family name", without those that {@link #LAST_NAME} finds. */
        FULL_NAME,
        COMPANY,
        OWNER,
        /** By id. */
        EVERYBODY
    }

    /**
     * A place in a list.
     *
     * @param key what it is ordered by before the id; empty if by the id alone, and before the first
     */
    record Place(String key, long marketoId) {
        static final Place START = new Place("", 0);
    }

    /** A person and its place. */
    record Found(Person person, Place place) {}

    /** People who fulfil all conditions, after a place; at most so many. */
    List<Found> find(PeopleCriteria criteria, Lead lead, Place after, int limit);
}
