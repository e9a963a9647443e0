package dev.touchstone.touchpoint.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.touchpoint.rule.RuleListKind;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ChangeKeyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void keyTellsWhatWasInForceAndWhereToGoOn() {
        ChangeKey.OfRules key =
                ChangeKey.OfRules.from(new ListState(RuleListKind.CAMPAIGN_MEMBER, 3, Instant.EPOCH, DAY));

        assertThat(key.text()).isEqualTo("RULES:CAMPAIGN_MEMBER:3:2026-03-01:");
        assertThat(ChangeKey.parse(key.text())).isEqualTo(key);
        assertThat(key.behind("00v:1").text()).isEqualTo("RULES:CAMPAIGN_MEMBER:3:2026-03-01:00v:1");
        assertThat(ChangeKey.parse(key.behind("00v:1").text()))
                .isEqualTo(new ChangeKey.OfRules(RuleListKind.CAMPAIGN_MEMBER, 3, DAY, "00v:1"));
    }

    @Test
    void keyOfABulkUpdateNamesIt() {
        ChangeKey key = ChangeKey.OfDates.from(17).behind("M:1");

        assertThat(key.text()).isEqualTo("DATES:17:M:1");
        assertThat(ChangeKey.parse(key.text())).isEqualTo(key);
    }

    @Test
    void otherTextsAreNoKeys() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangeKey.parse("CAMPAIGN_MEMBER"));
    }
}
