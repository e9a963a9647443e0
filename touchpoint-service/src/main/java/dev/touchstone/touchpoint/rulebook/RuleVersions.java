package dev.touchstone.touchpoint.rulebook;

import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How versions of a list follow each other. A rule is the same in two versions if its name is, in any case, and its category. */
public final class RuleVersions {
    private RuleVersions() {}

    /**
     * A rule in two versions.
     *
     * @param before in the earlier version; null if it was added
     * @param rowBefore its row there, from 1 upwards; 0 if it was added
     * @param after in the later version; null if it was removed
     * @param rowAfter its row there, from 1 upwards; 0 if it was removed
     */
    public record Difference(
            @Nullable GenerationRule before,
            int rowBefore,
            @Nullable GenerationRule after,
            int rowAfter) {}

    private record Identity(String category, String name) {
        static Identity of(GenerationRule rule) {
            return new Identity(
                    rule.category().toLowerCase(Locale.ROOT), rule.name().toLowerCase(Locale.ROOT));
        }
    }

    private record Row(int number, GenerationRule rule) {}

    /** The version in force, when it is known which that is. */
    public static RuleListVersion inForce(RuleListStore store, List<ListState> states, RuleListKind kind) {
        return states.stream()
                .filter(state -> state.kind() == kind)
                .findFirst()
                .flatMap(state -> store.find(kind, state.version()))
                .orElseThrow(() -> new IllegalStateException("the schema promises a version of " + kind));
    }

    /**
     * The version after a list: a rule that did not change, but perhaps its row, keeps the version since which it is as it is. The
     * list itself if no rule and no row differs.
     */
    public static RuleList next(RuleList before, List<GenerationRule> rules) {
        Map<Identity, Row> known = rows(before);
        List<GenerationRule> after = new ArrayList<>(rules.size());
        for (GenerationRule rule : rules) {
            Row row = known.get(Identity.of(rule));
            after.add(row != null && isSame(row.rule(), rule) ? row.rule() : rule.since(before.version() + 1));
        }
        return after.equals(before.rules()) ? before : new RuleList(before.kind(), before.version() + 1, after);
    }

    /**
     * What differs between two versions: added, changed and moved rules in the order of the later one, then the removed ones in the
     * order of the earlier one. A rule moved if its place among those of both versions is another one: where a rule is added or
     * removed, those behind it did not move.
     */
    public static List<Difference> between(RuleList earlier, RuleList later) {
        Map<Identity, Row> before = rows(earlier);
        Map<Identity, Row> after = rows(later);
        Set<Identity> unmoved = unmoved(before, after);
        List<Difference> differences = new ArrayList<>();
        after.forEach((identity, row) -> {
            Row old = before.get(identity);
            if (old == null) {
                differences.add(new Difference(null, 0, row.rule(), row.number()));
            } else if (!isSame(old.rule(), row.rule()) || !unmoved.contains(identity)) {
                differences.add(new Difference(old.rule(), old.number(), row.rule(), row.number()));
            }
        });
        before.forEach((identity, row) -> {
            if (!after.containsKey(identity)) {
                differences.add(new Difference(row.rule(), row.number(), null, 0));
            }
        });
        return differences;
    }

    private static boolean isSame(GenerationRule a, GenerationRule b) {
        return a.since(0).equals(b.since(0));
    }

    private static Map<Identity, Row> rows(RuleList list) {
        Map<Identity, Row> rows = new LinkedHashMap<>();
        for (GenerationRule rule : list.rules()) {
            rows.put(Identity.of(rule), new Row(rows.size() + 1, rule));
        }
        return rows;
    }

    /**
     * A longest run of unchanged rules that both versions have in the same order: the fewest that can be called moved are the
     * others.
     */
    private static Set<Identity> unmoved(Map<Identity, Row> before, Map<Identity, Row> after) {
        List<Identity> unchanged = new ArrayList<>();
        List<Integer> rowsBefore = new ArrayList<>();
        after.forEach((identity, row) -> {
            Row old = before.get(identity);
            if (old != null && isSame(old.rule(), row.rule())) {
                unchanged.add(identity);
                rowsBefore.add(old.number());
            }
        });
        Set<Identity> unmoved = new HashSet<>();
        LongestRun.ascending(rowsBefore.stream().mapToInt(Integer::intValue).toArray())
                .forEach(index -> unmoved.add(unchanged.get(index)));
        return unmoved;
    }
}
