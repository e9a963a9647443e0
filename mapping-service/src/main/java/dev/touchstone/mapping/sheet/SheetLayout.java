package dev.touchstone.mapping.sheet;

import dev.touchstone.mapping.classify.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which column of a sheet is what, by its heading.
 *
 * @param note index of the note; -1 for none
 * @param conditions index of the further conditions; -1 for none
 * @param width number of columns that mean something; what stands beyond is empty
 */
record SheetLayout(SheetKind kind, int note, int conditions, int width) {
    static final String NOTE = "Note";

    private static final String MORE_CONDITIONS = Column.MORE_CONDITIONS.heading();

    /** The layout of a heading, in any case and with blanks around it; empty if it is not that of the sheet. */
    static Optional<SheetLayout> of(SheetKind kind, CsvRecords.Entry heading) {
        if (differs(kind, heading)) {
            return Optional.empty();
        }
        int next = kind.headings().size();
        int note = -1;
        if (kind.hasNote() && next < heading.fields().size() && !is(heading.field(next), MORE_CONDITIONS)) {
            note = next++;
        }
        int conditions = is(heading.field(next), MORE_CONDITIONS) ? next++ : -1;
        for (int beyond = next; beyond < heading.fields().size(); beyond++) {
            if (!heading.field(beyond).isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(new SheetLayout(kind, note, conditions, next));
    }

    private static boolean differs(SheetKind kind, CsvRecords.Entry heading) {
        for (int i = 0; i < kind.headings().size(); i++) {
            if (!is(heading.field(i), kind.headings().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String written, String heading) {
        return written.strip().equalsIgnoreCase(heading);
    }

    /** What a heading is expected to be. */
    static String expected(SheetKind kind) {
        List<String> words = new ArrayList<>();
        words.add(String.join(", ", kind.headings()));
        if (kind.hasNote()) {
            words.add("then a note under any heading");
        }
        words.add("then " + MORE_CONDITIONS + " if there are any");
        return String.join(", ", words);
    }
}
