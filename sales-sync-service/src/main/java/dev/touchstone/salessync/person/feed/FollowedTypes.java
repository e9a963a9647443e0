package dev.touchstone.salessync.person.feed;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The types of activities that say that somebody came, was merged, got another owner, or was converted. Pure. Their ids are
 * looked up by name, because they are the instance's own.
 *
 * @param ids ids of those that the instance has; at most 10 may be asked for in one call
 * @param merge which of them says that somebody was merged; empty if the instance has none
 */
record FollowedTypes(Set<Integer> ids, OptionalInt merge) {
    private static final String MERGE = "merge leads";
    /** Without case; the last ones are not in every instance. */
    private static final Set<String> NAMES =
            Set.of("new lead", "new person", MERGE, "merge people", "change owner", "convert lead", "convert person");

    FollowedTypes {
        ids = Set.copyOf(ids);
    }

    /** Picks from all types of the instance, id by name. */
    static FollowedTypes of(Map<String, Integer> instance) {
        Map<String, Integer> byName = instance.entrySet().stream()
                .collect(Collectors.toMap(
                        type -> type.getKey().strip().toLowerCase(Locale.ROOT), Map.Entry::getValue, Math::min));
        Set<Integer> ids = new TreeSet<>();
        NAMES.forEach(name -> {
            if (byName.containsKey(name)) {
                ids.add(byName.get(name));
            }
        });
        Integer merge = byName.getOrDefault(MERGE, byName.get("merge people"));
        return new FollowedTypes(ids, merge == null ? OptionalInt.empty() : OptionalInt.of(merge));
    }

    boolean isMerge(int typeId) {
        return merge.isPresent() && merge.getAsInt() == typeId;
    }
}
