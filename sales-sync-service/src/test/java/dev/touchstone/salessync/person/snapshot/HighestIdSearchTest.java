package dev.touchstone.salessync.person.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighestIdSearchTest {
    private static int run(HighestIdSearch search, NavigableSet<Long> ids) {
        int calls = 0;
        while (!search.isDone()) {
            List<Long> asked = search.next();
            assertThat(asked).hasSizeBetween(1, 300).doesNotHaveDuplicates().isSorted();
            search.answer(asked.stream().filter(ids::contains).toList());
            calls++;
        }
        return calls;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 300", "1, 2000", "1000000, 1001234", "2147483000, 2147483647"})
    void idsWithoutHolesAreFoundExactly(long first, long last) {
        NavigableSet<Long> ids = new TreeSet<>();
        for (long id = first; id <= last; id++) {
            ids.add(id);
        }
        HighestIdSearch search = new HighestIdSearch(0, true);
        int calls = run(search, ids);

        assertThat(search.highest()).isEqualTo(last);
        assertThat(calls).isLessThanOrEqualTo(80);
    }

    @Test
    void nothingIsFoundInAnEmptyInstance() {
        HighestIdSearch search = new HighestIdSearch(0, true);
        assertThat(run(search, new TreeSet<>())).isLessThanOrEqualTo(80);
        assertThat(search.highest()).isZero();
    }

    @Test
    void aSearchAboveKnownIdsEndsSoonWhenThereIsNothing() {
        HighestIdSearch search = new HighestIdSearch(2_100, false);
        assertThat(run(search, new TreeSet<>(List.of(5L, 2_000L)))).isEqualTo(8);
        assertThat(search.highest()).isEqualTo(2_100);
    }

    /** Searching again from where the pages end finds what one search missed: a pass reads every id, holes or not. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void readingByIdsReachesEveryIdOfAnInstanceWithHoles(long seed) {
        Random random = new Random(seed);
        NavigableSet<Long> ids = new TreeSet<>();
        int range = 1_000 + random.nextInt(60_000);
        int share = 2 + random.nextInt(40);
        for (long id = 1; id <= range; id++) {
            if (random.nextInt(share) == 0) {
                ids.add(id);
            }
        }
        IdCursor cursor = new IdCursor(0, 0);
        boolean over = false;
        while (!over) {
            while (cursor.hasNextPage()) {
                cursor = cursor.read(cursor.nextPage().getLast());
            }
            HighestIdSearch search = cursor.search();
            run(search, ids);
            cursor = cursor.searched(search.highest());
            over = !cursor.hasNextPage();
        }
        assertThat(cursor.reached()).describedAs("seed %d", seed).isGreaterThanOrEqualTo(ids.last());
    }

    /** P1: a mass deletion leaves a hole that ends a search; whoever is known to be behind it is searched from. */
    @Test
    void aKnownIdBehindAHoleIsWhereTheSearchBegins() {
        NavigableSet<Long> ids = new TreeSet<>();
        for (long id = 1; id <= 1_500_000; id++) {
            ids.add(id);
        }
        for (long id = 1_700_001; id <= 1_701_000; id++) {
            ids.add(id);
        }
        HighestIdSearch blind = new IdCursor(1_500_000, 1_500_000).search();
        run(blind, ids);
        assertThat(blind.highest()).isEqualTo(1_500_000);

        HighestIdSearch told = new IdCursor(0, 0).searched(1_700_250).search();
        run(told, ids);
        assertThat(told.highest()).isEqualTo(1_701_000);
    }
}
