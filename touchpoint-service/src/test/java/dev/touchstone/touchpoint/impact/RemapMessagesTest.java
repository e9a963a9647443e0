package dev.touchstone.touchpoint.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.v1.RuleFinding;
import dev.touchstone.mapping.v1.RuleFindingType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a preview says of rows that decided nothing. */
class RemapMessagesTest {
    @Test
    void rowThatMatchedNothingInAllHistoryIsAFinding() {
        assertThat(RemapMessages.of(preview(1_200, 0), true).getFindingsList())
                .containsExactly(RuleFinding.newBuilder()
                        .setRowNumber(2)
                        .setType(RuleFindingType.RULE_FINDING_TYPE_MATCHED_NOTHING)
                        .setMessage(
                                "none of the 1200 touchpoints in history would be in this row: none matches it, or earlier "
                                        + "rows take those that do")
                        .build());
    }

    @Test
    void nothingIsFoundWhereItWouldProveNothing() {
        assertThat(RemapMessages.of(preview(1_200, 0), false).getFindingsList())
                .as("a part of history")
                .isEmpty();
        assertThat(RemapMessages.of(preview(1_200, 3), true).getFindingsList())
                .as("some touchpoints have no channel yet")
                .isEmpty();
        assertThat(RemapMessages.of(preview(0, 0), true).getFindingsList())
                .as("no history")
                .isEmpty();
    }

    private static Preview preview(long touchpoints, long unmapped) {
        return new Preview(
                new Preview.Totals(touchpoints, 0, 0, 10, 0, unmapped),
                List.of(),
                List.of(),
                List.of(new Preview.RowHits(1, 10, touchpoints), new Preview.RowHits(2, 0, 0)),
                7);
    }
}
