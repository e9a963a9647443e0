package dev.touchstone.touchpoint.privacy;

import java.util.List;
import java.util.Map;

/** The stored rows about a person. */
interface PersonalData {
    /**
     * Some rows of a table.
     *
     * @param after only rows after this one, by their texts; empty for the beginning
     * @return JSON objects, by their texts
     */
    List<String> rows(PersonalTable table, Person person, String after, int limit);

    /** Removes what is deleted at once, in the caller's transaction; how many rows, of tables that had some. */
    Map<String, Long> remove(Person person);

    /** How many rows are still there that go when they are derived anew. */
    long pending(Person person);
}
