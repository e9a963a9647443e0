package dev.touchstone.touchpoint.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a field's text. An index finds those that hold, and only the groups that have one of these are looked at; a test
 * with "not" is the opposite of one without. Rows of texts that come again are kept.
 */
final class TextColumn implements Column {
    private static final int KEPT_ROWS = 16_384;

    private final TextIndex index;
    private final List<Effect> effects;
    /** Of the groups that have several tests here, these. */
    private final Map<Integer, List<Wanted>> several;
    /** The row of a text for which no test holds, and of an empty field. */
    private final long[] none;

    private final AtomicReferenceArray<@Nullable Kept> kept;
    /**
     * For each place the hash of the text that was last looked for in vain. Only what comes again is kept, or the texts of a field
     * that never repeat would drive out those that do. Threads may overwrite each other's: a row is then kept later.
     */
    private final int[] seenOnce;

    private record Wanted(int test, boolean opposite) {}

    /** What follows for groups if a test holds. */
    private static final class Effect {
        /** Groups that want it and nothing else here. */
        private final int[] sets;
        /** Groups that want its opposite and nothing else here. */
        private final int[] clears;
        /** Groups that have other tests here, too. */
        private final int[] asks;

        private Effect(int test, List<Integer> groups, Map<Integer, List<Wanted>> wanted) {
            this.sets = those(groups, wanted, tests -> tests.equals(List.of(new Wanted(test, false))));
            this.clears = those(groups, wanted, tests -> tests.equals(List.of(new Wanted(test, true))));
            this.asks = those(groups, wanted, tests -> tests.size() > 1);
        }

        private static int[] those(
                List<Integer> groups, Map<Integer, List<Wanted>> wanted, Predicate<List<Wanted>> condition) {
            return groups.stream()
                    .filter(group -> condition.test(wanted.getOrDefault(group, List.of())))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private static final class Kept {
        private final String text;
        private final long[] row;

        private Kept(String text, long[] row) {
            this.text = text;
            this.row = row;
        }
    }

    private TextColumn(Builder builder, int groups) {
        this.index = builder.index;
        this.effects = IntStream.range(0, builder.groupsOf.size())
                .mapToObj(test -> new Effect(test, builder.groupsOf.get(test), builder.wanted))
                .toList();
        this.several = new HashMap<>(builder.wanted);
        this.several.values().removeIf(tests -> tests.size() == 1);
        this.none = Bits.all(groups);
        builder.wanted.forEach((group, tests) -> {
            if (!tests.stream().allMatch(Wanted::opposite)) {
                Bits.clear(none, group);
            }
        });
        this.kept = new AtomicReferenceArray<>(Column.keptRows(KEPT_ROWS, none.length));
        this.seenOnce = new int[kept.length()];
    }

    /** Collects the tests of a column. */
    static final class Builder {
        private final TextIndex index = new TextIndex();
        private final Map<List<Object>, Integer> tests = new HashMap<>();
        /** Of each test the groups that have it or its opposite. */
        private final List<List<Integer>> groupsOf = new ArrayList<>();
        /** Of each group its tests, and whether it wants the opposite. */
        private final Map<Integer, List<Wanted>> wanted = new HashMap<>();

        /** Adds a test of a group. */
        void add(int group, Operator operator, List<FieldValue> operands) {
            List<String> texts = operands.stream().map(FieldValue::text).toList();
            Operator positive = positive(operator);
            int test = tests.computeIfAbsent(
                    List.of(positive, texts.stream().map(Fold::of).toList()), key -> {
                        texts.forEach(text -> index.add(positive, text, groupsOf.size()));
                        groupsOf.add(new ArrayList<>());
                        return groupsOf.size() - 1;
                    });
            groupsOf.get(test).add(group);
            wanted.computeIfAbsent(group, key -> new ArrayList<>())
                    .add(new Wanted(test, positive != operator && operator != Operator.IS_EQUAL_TO));
        }

        /** The column of a list with so many groups. */
        TextColumn build(int groups) {
            index.link();
            return new TextColumn(this, groups);
        }

        private static Operator positive(Operator operator) {
            return switch (operator) {
                case IS_EQUAL_TO, IS_ONE_OF, IS_NOT_EQUAL_TO, IS_NOT_ONE_OF -> Operator.IS_ONE_OF;
                case CONTAINS, DOES_NOT_CONTAIN -> Operator.CONTAINS;
                case STARTS_WITH, DOES_NOT_START_WITH -> Operator.STARTS_WITH;
                case ENDS_WITH, DOES_NOT_END_WITH -> Operator.ENDS_WITH;
                case MATCHES_ANY, DOES_NOT_MATCH_ANY -> Operator.MATCHES_ANY;
                default -> throw new IllegalArgumentException(operator + " is no test of texts");
            };
        }
    }

    @Override
    public long[] row(@Nullable FieldValue value) {
        if (value == null) {
            return none;
        }
        String text = value.text();
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (kept.length() - 1);
        Kept found = kept.getAcquire(place);
        if (found != null && found.text.equals(text)) {
            return found.row;
        }
        long[] row = compute(text);
        if (seenOnce[place] == hash) {
            kept.setRelease(place, new Kept(text, row));
        }
        seenOnce[place] = hash;
        return row;
    }

    private long[] compute(String text) {
        long[] holding = new long[Bits.words(effects.size())];
        index.find(text, test -> Bits.set(holding, test));
        int test = Bits.next(holding, 0);
        if (test < 0) {
            return none;
        }
        long[] row = none.clone();
        while (test >= 0) {
            apply(effects.get(test), holding, row);
            test = Bits.next(holding, test + 1);
        }
        return row;
    }

    private void apply(Effect effect, long[] holding, long[] row) {
        for (int group : effect.sets) {
            Bits.set(row, group);
        }
        for (int group : effect.clears) {
            Bits.clear(row, group);
        }
        for (int group : effect.asks) {
            if (holds(group, holding)) {
                Bits.set(row, group);
            } else {
                Bits.clear(row, group);
            }
        }
    }

    private boolean holds(int group, long[] holding) {
        for (Wanted test : several.getOrDefault(group, List.of())) {
            if (Bits.isSet(holding, test.test()) == test.opposite()) {
                return false;
            }
        }
        return true;
    }
}
