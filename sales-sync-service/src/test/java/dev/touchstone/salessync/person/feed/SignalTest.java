package dev.touchstone.salessync.person.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.marketo.MarketoActivity;
import dev.touchstone.salessync.person.feed.PageEffects.Merge;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {
    private static final Instant TEN = Instant.parse("2026-07-15T10:00:00Z");
    private static final FollowedTypes TYPES = new FollowedTypes(Set.of(12, 32), OptionalInt.of(32));

    private static Signal signal(int type, Map<String, String> attributes) {
        return Signal.of(new MarketoActivity("g", 11, TEN, type, MarketoActivity.Primary.NONE, attributes), TYPES);
    }

    /** The first two are what Marketo writes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Merge IDs | [12]        | 12
        Merge IDs | [12, 13]    | 12 13
        Merge IDs | [12,13,12]  | 12 13
        Merge IDs | 12          | 12
        merge_ids | ["12"]      | 12
        Merge IDs | [11, 12, 0] | 12
        Merge IDs | []          | ''
        Lead ID   | [12]        | ''
        """)
    void aMergeNamesItsLosers(String name, String value, String losers) {
        List<Long> expected = losers.isEmpty()
                ? List.of()
                : Arrays.stream(losers.split(" ")).map(Long::valueOf).toList();
        assertThat(signal(32, Map.of(name, value, "Merge Source", "leaddb")).losers())
                .isEqualTo(expected);
    }

    @Test
    void onlyAMergeHasLosers() {
        assertThat(signal(12, Map.of("Merge IDs", "[12]")).losers()).isEmpty();
    }

    @Test
    void typesAreFoundByName() {
        FollowedTypes types = FollowedTypes.of(
                Map.of("New Lead", 12, "Merge Leads", 32, "Change Owner", 23, "Convert Lead", 21, "Open Email", 10));
        assertThat(types.ids()).containsExactlyInAnyOrder(12, 32, 23, 21);
        assertThat(types.isMerge(32)).isTrue();
        assertThat(FollowedTypes.of(Map.of("New Lead", 5)))
                .isEqualTo(new FollowedTypes(Set.of(5), OptionalInt.empty()));
    }

    @Test
    void aPageMarksEverybodyOnceAndMergesInTheOrderOfTime() {
        PageEffects effects = PageEffects.of(List.of(
                new Signal("c", 30, TEN.plusSeconds(5), false, List.of(20L)),
                new Signal("b", 20, TEN, false, List.of(10L)),
                new Signal("a", 20, TEN, false, List.of()),
                new Signal("d", 99, TEN, true, List.of())));
        assertThat(effects.marked()).containsExactlyInAnyOrder(20L, 30L);
        assertThat(effects.deleted()).containsExactly(99L);
        assertThat(effects.merges()).containsExactly(new Merge(10, 20), new Merge(20, 30));
    }
}
