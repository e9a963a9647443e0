package dev.touchstone.mapping.api;

import dev.touchstone.mapping.classify.Explanation;
import dev.touchstone.mapping.ruleset.CompiledRuleSet;
import dev.touchstone.mapping.v1.CellOutcome;
import dev.touchstone.mapping.v1.ChannelMatch;
import dev.touchstone.mapping.v1.ExplainResponse;
import dev.touchstone.mapping.v1.SkippedRow;

/** Writes the answers of MappingService. */
final class MappingMessages {
    private MappingMessages() {}

    static ChannelMatch match(dev.touchstone.mapping.classify.ChannelMatch match, long version) {
        return ChannelMatch.newBuilder()
                .setChannel(match.path().channel())
                .setSubchannel(match.path().subchannel())
                .setRuleSetVersion(version)
                .setRowNumber(match.rowNumber())
                .build();
    }

    static ExplainResponse explanation(Explanation explanation, CompiledRuleSet rules) {
        ExplainResponse.Builder response =
                ExplainResponse.newBuilder().setMatch(match(explanation.match(), rules.version()));
        int rowNumber = explanation.match().rowNumber();
        if (rowNumber > 0) {
            response.setDecidingRule(RuleSetMessages.rule(rules.rules(), rowNumber));
        }
        explanation.matchedCells().forEach(cell -> response.addMatchedCells(cell(cell)));
        explanation
                .skippedRows()
                .forEach(row -> response.addSkippedRows(SkippedRow.newBuilder()
                        .setRowNumber(row.rowNumber())
                        .setFirstMismatch(cell(row.firstMismatch()))));
        return response.build();
    }

    private static CellOutcome cell(dev.touchstone.mapping.classify.CellOutcome outcome) {
        return CellOutcome.newBuilder()
                .setColumn(outcome.column().heading())
                .setCell(outcome.cell())
                .setValue(outcome.value())
                .build();
    }
}
