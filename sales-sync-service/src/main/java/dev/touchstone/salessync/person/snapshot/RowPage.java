package dev.touchstone.salessync.person.snapshot;

import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.person.PersonReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some rows of a file.
 *
 * @param leads the people, no id twice: of two rows the later
 * @param doubtful ids whose last name may be one or none
 * @param torn ids that torn rows may hold
 * @param isLast true if the file has no more rows
 */
record RowPage(List<MarketoLead> leads, List<Long> doubtful, List<Long> torn, boolean isLast) {
    RowPage {
        leads = List.copyOf(leads);
        doubtful = List.copyOf(doubtful);
        torn = List.copyOf(torn);
    }

    /**
     * Reads the next rows.
     *
     * @throws ExportRows.Unreadable if a torn row holds no id at all, so that nobody can say whom it was about
     */
    static RowPage read(ExportRows rows, int limit) {
        Map<Long, MarketoLead> leads = new LinkedHashMap<>();
        List<Long> doubtful = new ArrayList<>();
        List<Long> torn = new ArrayList<>();
        for (int row = 0; row < limit; row++) {
            Optional<ExportRows.Row> next = rows.next();
            if (next.isEmpty()) {
                return new RowPage(List.copyOf(leads.values()), doubtful, torn, true);
            }
            switch (next.get()) {
                case ExportRows.Row.Whole whole -> {
                    leads.put(whole.lead().id(), whole.lead());
                    if (whole.lastNameDoubtful()) {
                        doubtful.add(whole.lead().id());
                    }
                }
                case ExportRows.Row.Torn broken -> {
                    if (broken.ids().isEmpty()) {
                        throw new ExportRows.Unreadable("a row of the export cannot be told apart and holds no id");
                    }
                    torn.addAll(broken.ids());
                }
            }
        }
        return new RowPage(List.copyOf(leads.values()), doubtful, torn, false);
    }

    /** True if everybody was created in the window. Somebody without a time of creation proves nothing. */
    boolean isAllOf(ExportWindow window) {
        return leads.stream()
                .map(PersonReading::of)
                .map(PersonReading::createdAt)
                .allMatch(createdAt -> createdAt != null && window.covers(createdAt));
    }

    /** The people but for those who are read again. */
    List<PersonReading> without(Set<Long> again) {
        return leads.stream()
                .filter(lead -> !again.contains(lead.id()))
                .map(PersonReading::of)
                .toList();
    }
}
