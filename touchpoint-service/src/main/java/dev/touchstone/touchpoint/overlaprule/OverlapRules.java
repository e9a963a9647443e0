package dev.touchstone.touchpoint.overlaprule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rules, at most one for two sources. Equal rules are equal values, whatever their order.
 *
 * <p>Nearest first, a touchpoint yields to one touchpoint of a source that is preferred to its own, if that one stays itself, and
 * stands for no other touchpoint of the same source yet: two forms and one membership are two interactions, not one. So the sources
 * are decided from the most preferred on, which is why preferences must not go round in a circle.
 *
 * @param rules the rules
 */
public record OverlapRules(List<OverlapRule> rules) {
    /** None: every touchpoint stays. */
    public static final OverlapRules NONE = new OverlapRules(List.of());

    /** Of how many touchpoints, nearest first, one is asked whether it can yield to them. */
    static final int NEAREST = 100;

    public OverlapRules {
        rules = rules.stream()
                .sorted(Comparator.comparing(OverlapRule::kept).thenComparing(OverlapRule::yielding))
                .toList();
        for (OverlapRule rule : rules) {
            if (rules.stream().filter(rule::isAboutSources).count() > 1) {
                throw new IllegalArgumentException(
                        "two rules are about " + rule.kept() + " and " + rule.yielding() + ", where only one can be");
            }
        }
        if (goRound(rules)) {
            throw new IllegalArgumentException("each of three sources is preferred to another: " + rules);
        }
    }

    /** True if preferences go round in a circle, so that nobody could say which touchpoint stays. */
    public static boolean goRound(List<OverlapRule> rules) {
        return mostPreferredFirst(rules).size() < OverlapSource.values().length;
    }

    /** Without the sources that prefer each other in a circle. */
    private static List<OverlapSource> mostPreferredFirst(List<OverlapRule> rules) {
        Set<OverlapSource> left = EnumSet.allOf(OverlapSource.class);
        List<OverlapSource> ordered = new ArrayList<>();
        Optional<OverlapSource> next = mostPreferred(left, rules);
        while (next.isPresent()) {
            left.remove(next.get());
            ordered.add(next.get());
            next = mostPreferred(left, rules);
        }
        return ordered;
    }

    private static Optional<OverlapSource> mostPreferred(Set<OverlapSource> left, List<OverlapRule> rules) {
        return left.stream()
                .filter(source ->
                        rules.stream().noneMatch(rule -> rule.yielding() == source && left.contains(rule.kept())))
                .findFirst();
    }

    /** True if every touchpoint stays. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * Says which of a person's touchpoints yield.
     *
     * @param interactions the touchpoints; of two that are equally near the one before is the nearer
     * @param zone the organisation's zone, in which days are days
     * @return by the index of each one that yields the index of the one it yields to, which stays
     */
    public Map<Integer, Integer> yielding(List<Interaction> interactions, ZoneId zone) {
        Map<Integer, Integer> yielding = new TreeMap<>();
        for (OverlapSource source : mostPreferredFirst(rules)) {
            List<Pair> pairs = indexes(interactions, source)
                    .flatMap(index -> nearest(index, interactions, yielding, zone))
                    .sorted()
                    .toList();
            BitSet taken = new BitSet();
            for (Pair pair : pairs) {
                if (!taken.get(pair.kept()) && yielding.putIfAbsent(pair.yielding(), pair.kept()) == null) {
                    taken.set(pair.kept());
                }
            }
        }
        return yielding;
    }

    private static Stream<Integer> indexes(List<Interaction> interactions, OverlapSource source) {
        return IntStream.range(0, interactions.size())
                .filter(index -> interactions.get(index).source() == source)
                .boxed();
    }

    /** Bounded, so that somebody with thousands of touchpoints on one day does not need millions of pairs at a time. */
    private Stream<Pair> nearest(
            int index, List<Interaction> interactions, Map<Integer, Integer> yielding, ZoneId zone) {
        Interaction one = interactions.get(index);
        return rules.stream()
                .filter(rule -> rule.yielding() == one.source())
                .flatMap(rule -> indexes(interactions, rule.kept())
                        .filter(other -> !yielding.containsKey(other))
                        .filter(other -> rule.holds(interactions.get(other), one, zone)))
                .map(other -> new Pair(one.apart(interactions.get(other)), other, index))
                .sorted()
                .limit(NEAREST);
    }

    /**
     * Two touchpoints that describe the same interaction, unless one of them has a nearer one.
     *
     * @param apart time between them
     * @param kept index of the one that stays
     * @param yielding index of the one that yields
     */
    private record Pair(Duration apart, int kept, int yielding) implements Comparable<Pair> {
        private static final Comparator<Pair> NEAREST_FIRST =
                Comparator.comparing(Pair::apart).thenComparingInt(Pair::kept).thenComparingInt(Pair::yielding);

        @Override
        public int compareTo(Pair other) {
            return NEAREST_FIRST.compare(this, other);
        }
    }
}
