package dev.touchstone.touchpoint.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns or programs that were looked up last, for a pass over many members, of which each is in one of a few. Those that
 * were not asked for longest give way when there are too many, so that as many efforts as there may be need little memory. Not
 * thread-safe; one for a pass.
 *
 * @param <T> an effort
 */
final class RecentEfforts<T> {
    /** About 64 MB in memory: an effort may have 64 KB of fields, and nearly all have less than one. */
    private static final long MAX_SIZE = 32L << 20;

    /** Characters of an effort without its fields, about. */
    private static final int BASE_SIZE = 500;

    private final Function<Set<String>, Map<String, T>> lookUp;
    private final ToIntFunction<T> sizeOfFields;
    private final Map<String, @Nullable T> known = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    /**
     * @param lookUp gives those of some efforts that are stored
     * @param sizeOfFields characters of an effort's fields
     */
    RecentEfforts(Function<Set<String>, Map<String, T>> lookUp, ToIntFunction<T> sizeOfFields) {
        this.lookUp = lookUp;
        this.sizeOfFields = sizeOfFields;
    }

    /** Those of some efforts that are stored, by id. */
    Map<String, T> get(Set<String> ids) {
        Map<String, T> found = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (String id : ids) {
            T effort = known.get(id);
            if (effort != null) {
                found.put(id, effort);
            } else if (!known.containsKey(id)) {
                unknown.add(id);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, T> stored = lookUp.apply(unknown);
            found.putAll(stored);
            unknown.forEach(id -> keep(id, stored.get(id)));
        }
        return found;
    }

    private void keep(String id, @Nullable T effort) {
        known.put(id, effort);
        size += size(effort);
        Iterator<Map.Entry<String, @Nullable T>> oldest = known.entrySet().iterator();
        while (size > MAX_SIZE && oldest.hasNext()) {
            size -= size(oldest.next().getValue());
            oldest.remove();
        }
    }

    private int size(@Nullable T effort) {
        return BASE_SIZE + (effort == null ? 0 : sizeOfFields.applyAsInt(effort));
    }
}
