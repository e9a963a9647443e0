package dev.touchstone.salessync.person.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
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
    void aPassReachesEveryIdOfAnInstanceWithHoles(long seed) {
        Random random = new Random(seed);
        NavigableSet<Long> ids = new TreeSet<>();
        int range = 1_000 + random.nextInt(60_000);
        int share = 2 + random.nextInt(40);
        for (long id = 1; id <= range; id++) {
            if (random.nextInt(share) == 0) {
                ids.add(id);
            }
        }
        Pass pass = Pass.begin(new UUID(0, 1), java.time.Instant.EPOCH, 0);
        boolean over = false;
        while (!over) {
            while (pass.hasNextPage()) {
                pass = pass.pageRead(List.of(), 1);
            }
            HighestIdSearch search = pass.search();
            run(search, ids);
            pass = pass.searched(search.highest(), 1);
            over = !pass.hasNextPage();
        }
        assertThat(pass.reached()).describedAs("seed %d", seed).isGreaterThanOrEqualTo(ids.last());
    }
}
