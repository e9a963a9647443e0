package dev.touchstone.mapping.rulediff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.rulediff.RuleDifference.Type;
import dev.touchstone.mapping.ruleset.WrittenRule;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How two rule sets differ. A row is written as {@code Channel/source}, an offline one as {@code Channel/!type}. */
class RuleDiffTest {
    private static final WrittenRules BASE = rules("A/a", "B/b", "C/c", "D/d", "E/!e");

    @Test
    void equalRuleSetsDoNotDiffer() {
        assertThat(RuleDiff.between(BASE, rules("A/a", "B/b", "C/c", "D/d", "E/!e")))
                .isEmpty();
        assertThat(RuleDiff.between(rules(), rules())).isEmpty();
    }

    @Test
    void addedAndRemovedRowsMoveNoOther() {
        assertThat(shown(BASE, rules("A/a", "X/x", "B/b", "D/d", "E/!e", "F/!f")))
                .containsExactly("ADDED 0>2 []", "ADDED 0>6 []", "REMOVED 3>0 []");
    }

    @Test
    void changedRowsAreAtTheSamePlaceWithOtherCells() {
        assertThat(shown(BASE, rules("A/a", "Z/b", "C/cc", "D/d", "E/!ee")))
                .containsExactly("CHANGED 2>2 [Channel]", "CHANGED 3>3 [Source]", "CHANGED 5>5 [Campaign Type]");
    }

    @Test
    void asFewRowsAsPossibleMoved() {
        assertThat(shown(BASE, rules("D/d", "A/a", "B/b", "C/c", "E/!e"))).containsExactly("MOVED 4>1 []");
        assertThat(shown(BASE, rules("B/b", "C/c", "D/d", "A/a", "E/!e"))).containsExactly("MOVED 1>4 []");
    }

    @Test
    void editedRowBesideARemovedOneIsFoundAgain() {
        assertThat(shown(BASE, rules("A/a", "C/cc", "D/d", "E/!e")))
                .containsExactly("CHANGED 3>2 [Source]", "REMOVED 2>0 []");
    }

    @Test
    void rowsWithNothingInCommonAreNotOneRow() {
        assertThat(shown(rules("A/a"), rules("B/b"))).containsExactly("ADDED 0>1 []", "REMOVED 1>0 []");
    }

    @Test
    void equalRowsArePairedOneByOne() {
        assertThat(shown(rules("A/a", "B/b", "A/a"), rules("B/b", "A/a"))).containsExactly("REMOVED 1>0 []");
        assertThat(shown(rules("A/a"), rules("A/a", "A/a"))).containsExactly("ADDED 0>2 []");
    }

    @Test
    void wholeSheetMayChangeItsChannels() {
        WrittenRules before = many(5_000, "Old");
        assertThat(RuleDiff.between(before, many(5_000, "New")))
                .hasSize(5_000)
                .allMatch(one -> one.type() == Type.CHANGED && one.rowBefore() == one.rowAfter());
    }

    /** Every row of both is told once, or equal and in order; what is told to be added or removed is so. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void differencesLeadFromOneToTheOther(long seed) {
        Random random = new Random(seed);
        WrittenRules before = random(random);
        WrittenRules after = random.nextBoolean() ? random(random) : edited(before, random);
        List<RuleDifference> differences = RuleDiff.between(before, after);
        List<WrittenRule> left = new ArrayList<>(before.rows());
        List<WrittenRule> right = new ArrayList<>(after.rows());
        for (RuleDifference one : differences) {
            switch (one.type()) {
                case ADDED -> right.set(one.rowAfter() - 1, null);
                case REMOVED -> left.set(one.rowBefore() - 1, null);
                case MOVED -> {
                    assertThat(left.set(one.rowBefore() - 1, null)).isEqualTo(right.set(one.rowAfter() - 1, null));
                }
                case CHANGED -> {
                    assertThat(one.columns()).isNotEmpty();
                    assertThat(left.set(one.rowBefore() - 1, null)).isNotEqualTo(right.set(one.rowAfter() - 1, null));
                }
            }
        }
        left.removeIf(row -> row == null);
        right.removeIf(row -> row == null);
        assertThat(left)
                .as("seed %d: what is not told is equal and in the same order", seed)
                .isEqualTo(right);
    }

    private static WrittenRules random(Random random) {
        return new WrittenRules(IntStream.range(0, random.nextInt(40))
                .mapToObj(i -> row("C" + random.nextInt(4) + "/s" + random.nextInt(12)))
                .toList());
    }

    private static WrittenRules edited(WrittenRules rules, Random random) {
        List<WrittenRule> rows = new ArrayList<>(rules.rows());
        for (int edit = 0; edit < 6 && !rows.isEmpty(); edit++) {
            int at = random.nextInt(rows.size());
            switch (random.nextInt(4)) {
                case 0 -> rows.remove(at);
                case 1 -> rows.add(at, row("N/n" + edit));
                case 2 -> rows.set(at, row("C9/" + rows.get(at).cells().source()));
                default -> Collections.swap(rows, at, random.nextInt(rows.size()));
            }
        }
        return new WrittenRules(rows);
    }

    private static WrittenRules many(int count, String channel) {
        return new WrittenRules(IntStream.range(0, count)
                .mapToObj(i -> row(channel + "/source-" + i))
                .toList());
    }

    private static List<String> shown(WrittenRules before, WrittenRules after) {
        return RuleDiff.between(before, after).stream()
                .map(one -> one.type() + " " + one.rowBefore() + ">" + one.rowAfter() + " " + one.columns())
                .toList();
    }

    private static WrittenRules rules(String... rows) {
        return new WrittenRules(List.of(rows).stream().map(RuleDiffTest::row).toList());
    }

    private static WrittenRule row(String text) {
        String channel = text.substring(0, text.indexOf('/'));
        String cell = text.substring(text.indexOf('/') + 1);
        boolean offline = cell.startsWith("!");
        return new WrittenRule(
                offline ? Sheet.OFFLINE : Sheet.ONLINE,
                new ChannelPath(channel, ""),
                new RuleCells("", "", offline ? "" : cell, "", ""),
                offline ? cell.substring(1) : "",
                "",
                "");
    }
}
