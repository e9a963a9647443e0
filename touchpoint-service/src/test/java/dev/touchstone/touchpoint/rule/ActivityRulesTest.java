package dev.touchstone.touchpoint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 3.3. */
class ActivityRulesTest {
    @ParameterizedTest
    @CsvSource({"Call,true", "call,true", "CALL,true", "Email,false", "Calls,false", "' Call',false", "'',false"})
    void whatShipsTakesCallsOnly(String type, boolean taken) {
        assertThat(ActivityRules.SHIPPED.match(type).isPresent()).isEqualTo(taken);
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        ActivityRule meetings = new ActivityRule("Meetings", "Meeting", "Meeting");
        ActivityRule first = new ActivityRule("First", "call", "A");
        ActivityRule second = new ActivityRule("Second", "CALL", "B");

        assertThat(new ActivityRules(7, List.of(meetings, first, second)).match("Call"))
                .contains(first);
        assertThat(new ActivityRules(8, List.of(second, first, meetings)).match("Call"))
                .contains(second);
        assertThat(new ActivityRules(9, List.of()).match("Call")).isEmpty();
    }
}
