package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From when on which version decides. */
class RuleSetPeriodTest {
    private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant SUMMER = Instant.parse("2026-06-01T00:00:00Z");

    private static final RuleSetPeriod FIRST = new RuleSetPeriod(null, 1);
    private static final RuleSetPeriod FROM_SPRING = new RuleSetPeriod(SPRING, 2);

    @Test
    void versionWithoutStartDecidesForAll() {
        assertThat(RuleSetPeriod.after(List.of(), 1, null)).containsExactly(FIRST);
        assertThat(RuleSetPeriod.after(List.of(FIRST, FROM_SPRING), 3, null))
                .containsExactly(new RuleSetPeriod(null, 3));
    }

    @Test
    void versionWithStartLeavesOlderTouchpointsToTheOnesBefore() {
        assertThat(RuleSetPeriod.after(List.of(FIRST), 2, SPRING)).containsExactly(FIRST, FROM_SPRING);
        assertThat(RuleSetPeriod.after(List.of(FIRST, FROM_SPRING), 3, SUMMER))
                .containsExactly(FIRST, FROM_SPRING, new RuleSetPeriod(SUMMER, 3));
    }

    @Test
    void periodsThatBeginLaterOrAtTheSameTimeAreReplaced() {
        assertThat(RuleSetPeriod.after(List.of(FIRST, FROM_SPRING, new RuleSetPeriod(SUMMER, 3)), 4, SPRING))
                .containsExactly(FIRST, new RuleSetPeriod(SPRING, 4));
    }

    @Test
    void firstVersionHasNoBeginningWhateverItsStart() {
        assertThat(RuleSetPeriod.after(List.of(), 1, SUMMER)).containsExactly(FIRST);
    }
}
