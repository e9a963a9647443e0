package dev.touchstone.salessync.task.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.task.delivery.ByParent.Arranged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AC-54: one parent is in one batch at a time")
class ByParentTest {
    private record Row(String parent, long person, int place) {}

    private static Arranged<Row> arrange(List<Row> rows, Set<String> free) {
        return ByParent.arrange(rows, Row::parent, Row::person, free);
    }

    @Test
    void tasksOfOneParentAreBesideEachOther() {
        List<Row> rows = List.of(new Row("b", 1, 0), new Row("a", 2, 1), new Row("b", 3, 2), new Row("a", 2, 3));

        assertThat(arrange(rows, Set.of("a", "b")).now())
                .containsExactly(rows.get(0), rows.get(2), rows.get(1), rows.get(3));
        assertThat(ByParent.parents(rows, Row::parent)).containsExactly("a", "b");
    }

    @Test
    void aTakenParentWaitsAndWithItThePersonsLaterTasks() {
        List<Row> rows = List.of(new Row("a", 1, 0), new Row("b", 1, 1), new Row("b", 2, 2));

        Arranged<Row> arranged = arrange(rows, Set.of("b"));

        assertThat(arranged.now()).containsExactly(rows.get(2));
        assertThat(arranged.later()).containsExactly(rows.get(0), rows.get(1));
    }

    @Test
    void nothingIsLostAndEachPersonsOrderStays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<Row> rows = new ArrayList<>();
            int size = random.nextInt(30);
            for (int i = 0; i < size; i++) {
                long person = random.nextInt(8);
                // A person is under one parent, as long as nobody moves it.
                rows.add(new Row("p" + person % 4, person, i));
            }
            Set<String> free = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                if (random.nextBoolean()) {
                    free.add("p" + i);
                }
            }
            Arranged<Row> arranged = arrange(rows, free);
            List<Row> all = new ArrayList<>(arranged.now());
            all.addAll(arranged.later());

            assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(arranged.now()).as("seed %d", seed).allMatch(row -> free.contains(row.parent()));
            for (long person = 0; person < 8; person++) {
                long who = person;
                assertThat(arranged.now().stream()
                                .filter(row -> row.person() == who)
                                .map(Row::place))
                        .as("seed %d", seed)
                        .isSorted();
            }
        }
    }
}
