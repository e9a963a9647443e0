package dev.touchstone.mapping.rulediff;

import dev.touchstone.mapping.rulediff.RowMatching.Pair;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Compares rule sets. Rows have no names, so a row is known by what is written in it: equal rows are the same; those of them in
 * a longest common order stayed where they are, the others moved. What is left between two rows that stayed is looked at
 * again: rows with the same conditions, then rows that have the most cells in common, are one row that changed.
 */
public final class RuleDiff {
    private final List<WrittenRule> before;
    private final List<WrittenRule> after;
    private final int firstBefore;
    private final int firstAfter;
    private final Set<Integer> pairedBefore = new HashSet<>();
    private final Set<Integer> pairedAfter = new HashSet<>();
    private final List<RuleDifference> differences = new ArrayList<>();

    private RuleDiff(WrittenRules before, WrittenRules after, Sheet sheet) {
        this.before = before.of(sheet);
        this.after = after.of(sheet);
        boolean online = sheet == Sheet.ONLINE;
        firstBefore = online ? 1 : before.of(Sheet.ONLINE).size() + 1;
        firstAfter = online ? 1 : after.of(Sheet.ONLINE).size() + 1;
    }

    /** Rows that were added, changed or moved, in the order of the later rule set, then the removed ones in their order. */
    public static List<RuleDifference> between(WrittenRules before, WrittenRules after) {
        List<RuleDifference> all = new ArrayList<>();
        for (Sheet sheet : Sheet.values()) {
            all.addAll(new RuleDiff(before, after, sheet).compare());
        }
        all.sort(Comparator.<RuleDifference>comparingInt(one -> one.type() == RuleDifference.Type.REMOVED ? 1 : 0)
                .thenComparingInt(RuleDifference::rowAfter)
                .thenComparingInt(RuleDifference::rowBefore));
        return List.copyOf(all);
    }

    private List<RuleDifference> compare() {
        RowMatching same =
                RowMatching.of(free(before, pairedBefore), free(after, pairedAfter), before::get, after::get);
        same.pairs().forEach(this::take);
        same.moved().forEach(pair -> add(RuleDifference.Type.MOVED, pair, List.of()));

        List<Pair> anchors = new ArrayList<>(same.kept());
        List<Pair> changed = new ArrayList<>();
        Function<WrittenRule, Object> conditions = RuleDiff::conditions;
        betweenAnchors(
                anchors,
                gap -> changed.addAll(RowMatching.of(
                                gap.gone(),
                                gap.come(),
                                position -> conditions.apply(before.get(position)),
                                position -> conditions.apply(after.get(position)))
                        .kept()));
        changed.forEach(this::take);
        anchors.addAll(changed);
        anchors.sort(Comparator.comparingInt(Pair::after));
        ChangedRows alike = new ChangedRows(before, after);
        betweenAnchors(anchors, gap -> changed.addAll(alike.pairs(gap.gone(), gap.come())));
        changed.forEach(this::take);
        changed.forEach(pair -> add(RuleDifference.Type.CHANGED, pair, columns(pair)));

        free(before, pairedBefore)
                .forEach(position -> differences.add(
                        new RuleDifference(RuleDifference.Type.REMOVED, firstBefore + position, 0, List.of())));
        free(after, pairedAfter)
                .forEach(position -> differences.add(
                        new RuleDifference(RuleDifference.Type.ADDED, 0, firstAfter + position, List.of())));
        return differences;
    }

    /** Everything that says what a row matches, as opposed to where it puts it. */
    private static Object conditions(WrittenRule rule) {
        return List.of(rule.cells(), rule.campaignType(), rule.moreConditions());
    }

    private record Gap(List<Integer> gone, List<Integer> come) {}

    /** Gives the rows that are in one list only, between each two anchors and at both ends. */
    private void betweenAnchors(List<Pair> anchors, Consumer<Gap> sink) {
        List<Integer> gone = free(before, pairedBefore);
        List<Integer> come = free(after, pairedAfter);
        int goneFrom = 0;
        int comeFrom = 0;
        for (int i = 0; i <= anchors.size(); i++) {
            boolean last = i == anchors.size();
            int goneTo = last ? gone.size() : end(gone, goneFrom, anchors.get(i).before());
            int comeTo = last ? come.size() : end(come, comeFrom, anchors.get(i).after());
            if (goneFrom < goneTo && comeFrom < comeTo) {
                sink.accept(new Gap(gone.subList(goneFrom, goneTo), come.subList(comeFrom, comeTo)));
            }
            goneFrom = goneTo;
            comeFrom = comeTo;
        }
    }

    private static int end(List<Integer> positions, int from, int limit) {
        int end = from;
        while (end < positions.size() && positions.get(end) < limit) {
            end++;
        }
        return end;
    }

    private static List<Integer> free(List<WrittenRule> rows, Set<Integer> paired) {
        return IntStream.range(0, rows.size())
                .filter(position -> !paired.contains(position))
                .boxed()
                .toList();
    }

    private void take(Pair pair) {
        pairedBefore.add(pair.before());
        pairedAfter.add(pair.after());
    }

    private void add(RuleDifference.Type type, Pair pair, List<String> columns) {
        differences.add(new RuleDifference(type, firstBefore + pair.before(), firstAfter + pair.after(), columns));
    }

    private List<String> columns(Pair pair) {
        WrittenRule one = before.get(pair.before());
        List<String> headings = WrittenRule.headings(one.sheet());
        List<String> earlier = one.fields();
        List<String> later = after.get(pair.after()).fields();
        return IntStream.range(0, headings.size())
                .filter(i -> !earlier.get(i).equals(later.get(i)))
                .mapToObj(headings::get)
                .toList();
    }
}
