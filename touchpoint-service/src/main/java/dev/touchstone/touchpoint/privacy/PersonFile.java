package dev.touchstone.touchpoint.privacy;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what is stored about a person, some rows at a time. Not thread-safe. */
final class PersonFile {
    private static final int PORTION = 1_000;

    private final Supplier<Person> search;
    private final PersonalData data;
    private @Nullable Person person;
    private int table;
    private String after = "";

    /**
     * @param search finds the person; called once, when the first rows are asked for
     */
    PersonFile(Supplier<Person> search, PersonalData data) {
        this.search = search;
        this.data = data;
    }

    /**
     * Some rows of one table.
     *
     * @param table the table
     * @param rows JSON objects; perhaps none
     * @param last true if nothing comes after them
     */
    record Portion(String table, List<String> rows, boolean last) {}

    /** The rows that come next; not called after the last. */
    Portion next() {
        Person found = person;
        if (found == null) {
            found = search.get();
            person = found;
        }
        PersonalTable current = PersonalTable.ALL.get(table);
        List<String> rows = data.rows(current, found, after, PORTION);
        if (rows.size() < PORTION) {
            table++;
            after = "";
        } else {
            after = rows.get(rows.size() - 1);
        }
        return new Portion(current.name(), rows, table == PersonalTable.ALL.size());
    }
}
