package dev.touchstone.mapping.api;

import dev.touchstone.mapping.lint.RuleFinding;
import dev.touchstone.mapping.rulediff.RuleDifference;
import dev.touchstone.mapping.ruleset.RuleProblem;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.ruleset.WrittenRules;
import dev.touchstone.mapping.v1.RuleDifferenceType;
import dev.touchstone.mapping.v1.RuleFindingType;
import org.jspecify.annotations.Nullable;

/** Writes what was found in rules: problems, findings, differences. */
final class RuleCheckMessages {
    private RuleCheckMessages() {}

    static dev.touchstone.mapping.v1.RuleProblem problem(RuleProblem problem) {
        dev.touchstone.mapping.v1.RuleProblem.Builder message = dev.touchstone.mapping.v1.RuleProblem.newBuilder()
                .setRowNumber(problem.rowNumber())
                .setColumn(problem.column())
                .setValue(problem.value())
                .setReason(problem.reason())
                .setMessage(problem.message())
                .setLineNumber(problem.lineNumber());
        @Nullable Sheet sheet = problem.sheet();
        if (sheet != null) {
            message.setSheet(RuleRequests.sheet(sheet));
        }
        return message.build();
    }

    static dev.touchstone.mapping.v1.RuleFinding finding(RuleFinding finding) {
        return dev.touchstone.mapping.v1.RuleFinding.newBuilder()
                .setRowNumber(finding.rowNumber())
                .setType(type(finding.type()))
                .setOtherRowNumber(finding.otherRowNumber())
                .setMessage(finding.message())
                .build();
    }

    private static RuleFindingType type(RuleFinding.Type type) {
        return switch (type) {
            case SHADOWED -> RuleFindingType.RULE_FINDING_TYPE_SHADOWED;
            case DUPLICATE -> RuleFindingType.RULE_FINDING_TYPE_DUPLICATE;
            case CATCH_ALL_NOT_LAST -> RuleFindingType.RULE_FINDING_TYPE_CATCH_ALL_NOT_LAST;
            case PAID_AFTER_ORGANIC -> RuleFindingType.RULE_FINDING_TYPE_PAID_AFTER_ORGANIC;
            case MISSING_SUBCHANNEL -> RuleFindingType.RULE_FINDING_TYPE_MISSING_SUBCHANNEL;
            case MAPPED_TO_NULL -> RuleFindingType.RULE_FINDING_TYPE_MAPPED_TO_NULL;
            case CONTRADICTORY -> RuleFindingType.RULE_FINDING_TYPE_CONTRADICTORY;
        };
    }

    static dev.touchstone.mapping.v1.RuleDifference difference(
            RuleDifference difference, WrittenRules before, WrittenRules after) {
        dev.touchstone.mapping.v1.RuleDifference.Builder message = dev.touchstone.mapping.v1.RuleDifference.newBuilder()
                .setType(type(difference.type()))
                .addAllColumns(difference.columns());
        if (difference.rowBefore() > 0) {
            message.setBefore(RuleSetMessages.rule(before.row(difference.rowBefore()), difference.rowBefore()));
        }
        if (difference.rowAfter() > 0) {
            message.setAfter(RuleSetMessages.rule(after.row(difference.rowAfter()), difference.rowAfter()));
        }
        return message.build();
    }

    private static RuleDifferenceType type(RuleDifference.Type type) {
        return switch (type) {
            case ADDED -> RuleDifferenceType.RULE_DIFFERENCE_TYPE_ADDED;
            case REMOVED -> RuleDifferenceType.RULE_DIFFERENCE_TYPE_REMOVED;
            case CHANGED -> RuleDifferenceType.RULE_DIFFERENCE_TYPE_CHANGED;
            case MOVED -> RuleDifferenceType.RULE_DIFFERENCE_TYPE_MOVED;
        };
    }
}
