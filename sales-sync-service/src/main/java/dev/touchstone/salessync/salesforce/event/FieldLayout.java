package dev.touchstone.salessync.salesforce.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a schema in its order, by the names that queries use: {@code FirstName} where the event has the member FirstName of the
 * compound Name, {@code MailingCity} where it has City of MailingAddress. Pure.
 *
 * @param places the names at each place: one for a field that is not compound, one for each member of one that is
 */
record FieldLayout(List<List<String>> places) {
    private static final String ADDRESS = "Address";
    private static final String CUSTOM = "__c";

    FieldLayout {
        places = places.stream().map(List::copyOf).toList();
    }

    /** The names at the place of a compound field. */
    static List<String> namesOf(String compound, List<String> members) {
        return members.stream().map(member -> nameOf(compound, member)).toList();
    }

    /** The name that queries use for a member of a compound field. */
    static String nameOf(String compound, String member) {
        if (compound.endsWith(ADDRESS)) {
            return compound.substring(0, compound.length() - ADDRESS.length()) + member;
        }
        if (compound.endsWith(CUSTOM)) {
            return compound.substring(0, compound.length() - 1) + member + "__s";
        }
        return member;
    }

    /** All names but that of the header, which stands first. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        places.stream().skip(1).forEach(names::addAll);
        return names;
    }
}
