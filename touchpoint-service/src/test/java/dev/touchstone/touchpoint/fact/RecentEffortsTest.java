package dev.touchstone.touchpoint.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecentEffortsTest {
    private static final int TEN_MILLION = 10_000_000;

    private final List<Set<String>> lookedUp = new ArrayList<>();
    private final RecentEfforts<String> recent = new RecentEfforts<>(this::lookUp, effort -> TEN_MILLION);

    private Map<String, String> lookUp(Set<String> ids) {
        lookedUp.add(new TreeSet<>(ids));
        Map<String, String> found = new HashMap<>();
        ids.stream().filter(id -> !id.startsWith("unknown")).forEach(id -> found.put(id, "effort " + id));
        return found;
    }

    @Test
    void whatIsKnownIsNotLookedUpAgainNorIsWhatDoesNotExist() {
        assertThat(recent.get(Set.of("a", "unknown"))).containsExactly(Map.entry("a", "effort a"));
        assertThat(recent.get(Set.of("a", "b", "unknown"))).containsOnlyKeys("a", "b");
        assertThat(recent.get(Set.of("unknown"))).isEmpty();

        assertThat(lookedUp).containsExactly(Set.of("a", "unknown"), Set.of("b"));
    }

    @Test
    void whatWasAskedForLongestAgoGivesWayWhenThereIsTooMuch() {
        for (String id : List.of("a", "b", "c")) {
            recent.get(Set.of(id));
        }
        recent.get(Set.of("a"));
        recent.get(Set.of("d"));
        assertThat(lookedUp).hasSize(4);

        assertThat(recent.get(Set.of("a", "c", "d"))).hasSize(3);
        assertThat(lookedUp).hasSize(4);
        assertThat(recent.get(Set.of("b"))).containsOnlyKeys("b");
        assertThat(lookedUp).hasSize(5);
    }

    /** More than is kept is answered whole. */
    @Test
    void manyAtOnceAreAllAnswered() {
        assertThat(recent.get(Set.of("a", "b", "c", "d", "e", "f"))).hasSize(6);
    }
}
