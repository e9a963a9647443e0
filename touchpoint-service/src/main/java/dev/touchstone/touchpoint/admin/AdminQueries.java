package dev.touchstone.touchpoint.admin;

import java.util.List;

/** What an operator's questions need of the store. */
interface AdminQueries {
    /** How much is stored. */
    StoredCounts counts();

    /** Visitors with events or sessions, in order, after one. */
    List<String> visitors(String after, int limit);

    /** People with an address, a lead, or a touchpoint, by id as text, in order, after one. */
    List<String> people(String after, int limit);
}
