package dev.touchstone.testing.marketo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people of the instance, by id. Values are text, numbers, booleans or null, by REST name. Thread-safe. */
public final class LeadStore {
    private final ConcurrentSkipListMap<Long, Map<String, @Nullable Object>> leads = new ConcurrentSkipListMap<>();

    /** Adds a person, or replaces one with the same id. */
    public void put(long id, Map<String, ? extends @Nullable Object> fields) {
        if (id < 1) {
            throw new IllegalArgumentException("ids start at 1 but this is " + id);
        }
        Map<String, @Nullable Object> copy = new HashMap<>(fields);
        copy.put("id", id);
        leads.put(id, Collections.unmodifiableMap(copy));
    }

    /** Changes one field of a person. */
    public void change(long id, String field, @Nullable Object value) {
        Map<String, @Nullable Object> before = leads.get(id);
        if (before == null) {
            throw new IllegalArgumentException("there is no lead " + id);
        }
        Map<String, @Nullable Object> changed = new HashMap<>(before);
        changed.put(field, value);
        leads.put(id, Collections.unmodifiableMap(changed));
    }

    /** Takes a person away. */
    public void remove(long id) {
        leads.remove(id);
    }

    /** Takes everybody away. */
    public void clear() {
        leads.clear();
    }

    /** How many people there are. */
    public int size() {
        return leads.size();
    }

    /** Everybody whose field has one of the values, by id; e-mail addresses in any case. */
    List<Map<String, @Nullable Object>> matching(String field, List<String> values) {
        if (field.equals("id")) {
            return byIds(values);
        }
        boolean ignoreCase = field.equals("email");
        Set<String> wanted =
                values.stream().map(value -> fold(value, ignoreCase)).collect(Collectors.toUnmodifiableSet());
        return leads.values().stream()
                .filter(lead ->
                        lead.get(field) != null && wanted.contains(fold(String.valueOf(lead.get(field)), ignoreCase)))
                .toList();
    }

    private List<Map<String, @Nullable Object>> byIds(List<String> values) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (long id : values.stream()
                .mapToLong(LeadStore::parseId)
                .sorted()
                .distinct()
                .toArray()) {
            Map<String, @Nullable Object> lead = leads.get(id);
            if (lead != null) {
                found.add(lead);
            }
        }
        return found;
    }

    private static long parseId(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notAnId) {
            return -1;
        }
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
