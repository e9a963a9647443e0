package dev.touchstone.touchpoint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matcher finds what trying every condition finds; a seed names each list and its records. */
class RuleMatcherPropertyTest {
    private static final RuleCircumstances CIRCUMSTANCES =
            new RuleCircumstances(ZoneId.of("America/New_York"), LocalDate.of(2017, 3, 5));
    private static final int RECORDS = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void typedRulesMatchAsIfEachWereTried(long seed) {
        assertSame(seed, RandomRules.typed(seed));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rulesOnFieldsWithValuesOfAllTypesMatchAsIfEachWereTried(long seed) {
        assertSame(seed, RandomRules.mixed(seed));
    }

    private static void assertSame(long seed, RandomRules random) {
        List<Expression> expressions = random.expressions((int) (seed % 90));
        RuleMatcher matcher = RuleMatcher.compile(expressions, CIRCUMSTANCES);
        ScanningMatcher scanning = new ScanningMatcher(expressions, CIRCUMSTANCES);
        for (FieldSource fields : RandomRules.many(RECORDS, random::record)) {
            int[] expected = scanning.all(fields).toArray();
            int first = expected.length == 0 ? RuleMatcher.NONE : expected[0];
            RuleMatcher ofCampaign = matcher.given(RecordObject.CAMPAIGN, fields);

            assertThat(matcher.all(fields).toArray()).as("all, seed %d", seed).isEqualTo(expected);
            assertThat(matcher.first(fields)).as("first, seed %d", seed).isEqualTo(first);
            assertThat(ofCampaign.all(fields).toArray())
                    .as("all given the campaign, seed %d", seed)
                    .isEqualTo(expected);
            assertThat(ofCampaign.first(fields))
                    .as("first given the campaign, seed %d", seed)
                    .isEqualTo(first);
        }
    }
}
