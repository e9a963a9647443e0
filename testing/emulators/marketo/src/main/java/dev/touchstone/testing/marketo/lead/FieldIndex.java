package dev.touchstone.testing.marketo.lead;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds stored people by the fields that clients look them up with. */
final class FieldIndex {
    private final Map<String, Map<String, NavigableSet<Long>>> byField = Map.of(
            "email", new HashMap<>(),
            "sfdcLeadId", new HashMap<>(),
            "sfdcContactId", new HashMap<>());

    boolean covers(String field) {
        return byField.containsKey(field);
    }

    void add(StoredLead lead) {
        byField.forEach((field, ids) -> {
            Object value = lead.value(field);
            if (value != null) {
                ids.computeIfAbsent(fold(field, value), ignored -> new TreeSet<>())
                        .add(lead.id());
            }
        });
    }

    void remove(@Nullable StoredLead lead) {
        if (lead == null) {
            return;
        }
        byField.forEach((field, ids) -> {
            Object value = lead.value(field);
            if (value != null) {
                NavigableSet<Long> same = ids.getOrDefault(fold(field, value), new TreeSet<>());
                same.remove(lead.id());
                if (same.isEmpty()) {
                    ids.remove(fold(field, value));
                }
            }
        });
    }

    NavigableSet<Long> find(String field, String value) {
        return byField.getOrDefault(field, Map.of()).getOrDefault(fold(field, value), new TreeSet<>());
    }

    void clear() {
        byField.values().forEach(Map::clear);
    }

    /** E-mail addresses are the same in any case. */
    static String fold(String field, Object value) {
        String text = String.valueOf(value);
        return field.equals("email") ? text.toLowerCase(Locale.ROOT) : text;
    }
}
