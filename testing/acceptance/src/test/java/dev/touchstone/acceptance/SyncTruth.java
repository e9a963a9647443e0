package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.marketo.MarketoEmulator;
import dev.touchstone.testing.marketo.lead.Lead;
import dev.touchstone.testing.marketo.lead.SalesPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what the service has of people with what Marketo really has. */
final class SyncTruth {
    private static final int EXAMPLES = 5;
    private static final String SEPARATOR = "\u001f";

    private SyncTruth() {}

    /** AC-22: everybody who qualifies is there with the same fields, nobody else is, and who is gone is known to be gone. */
    static void peopleAreMarketos(MarketoEmulator marketo, Database database, Map<Long, Long> merged) {
        List<Lead> leads = marketo.leads().after(0, Integer.MAX_VALUE);
        Map<String, String> expected = new HashMap<>();
        leads.stream()
                .filter(SalesPerson::qualifies)
                .forEach(lead -> expected.put(Long.toString(lead.id()), row(lead)));
        Map<String, String> actual = people(database);
        assertThat(differences(expected, actual)).as("people unlike Marketo's").isEmpty();
        assertThat(actual).hasSameSizeAs(expected);

        Set<String> there =
                leads.stream().map(lead -> Long.toString(lead.id())).collect(Collectors.toCollection(HashSet::new));
        assertThat(database.rows("SELECT marketo_id FROM person WHERE state = 'HIDDEN'"))
                .as("hidden people are in Marketo")
                .allMatch(there::contains);
        assertThat(database.rows("SELECT marketo_id FROM person WHERE state IN ('TOMBSTONE', 'ALIAS')"))
                .as("people who are gone are not in Marketo")
                .noneMatch(there::contains);
        assertThat(database.rows("SELECT marketo_id FROM person WHERE state = 'ALIAS'"))
                .as("aliases were merged")
                .allMatch(id -> merged.containsKey(Long.valueOf(id)));
    }

    private static String row(Lead lead) {
        return lead.id()
                + SEPARATOR
                + SalesPerson.values(lead)
                        .map(value -> value == null ? "" : value)
                        .collect(Collectors.joining(SEPARATOR));
    }

    private static Map<String, String> people(Database database) {
        Map<String, String> people = new HashMap<>();
        String columns = SalesPerson.COLUMNS.stream()
                .map(column -> " || chr(31) || coalesce(" + column + ", '')")
                .collect(Collectors.joining());
        for (String row : database.rows("SELECT marketo_id" + columns + " FROM person WHERE state = 'ACTIVE'")) {
            people.put(row.substring(0, row.indexOf(SEPARATOR)), row);
        }
        return people;
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        Set<String> ids = new HashSet<>(expected.keySet());
        ids.addAll(actual.keySet());
        List<String> differences = new ArrayList<>();
        for (String id : ids) {
            String ours = actual.getOrDefault(id, "(missing)");
            String theirs = expected.getOrDefault(id, "(does not qualify or is gone)");
            if (!ours.equals(theirs) && differences.size() < EXAMPLES) {
                differences.add(
                        "ours " + ours.replace(SEPARATOR, "|") + "\nMarketo's " + theirs.replace(SEPARATOR, "|"));
            }
        }
        return differences;
    }
}
