package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.mapping.v1.ChannelRule;
import dev.touchstone.mapping.v1.PublishRuleSetDraftResponse;
import dev.touchstone.mapping.v1.RuleDifference;
import dev.touchstone.mapping.v1.RuleDifferenceType;
import dev.touchstone.mapping.v1.RuleFinding;
import dev.touchstone.mapping.v1.RuleProblem;
import dev.touchstone.mapping.v1.RuleSet;
import dev.touchstone.mapping.v1.RuleSetDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Versions and drafts of channel rules, written for people. */
public final class RuleSetText {
    private static final int DIGEST_SHOWN = 12;

    private RuleSetText() {}

    /** One version. */
    public static String heading(RuleSet version) {
        return "Rule set version " + version.getVersion() + ", published " + Stamps.time(version.getPublishTime())
                + " UTC"
                + (version.getAuthor().isEmpty() ? "" : " by " + Words.printable(version.getAuthor()))
                + (version.getNote().isEmpty() ? "" : " (" + Words.printable(version.getNote()) + ")")
                + (version.getRestoredVersion() == 0 ? "" : ", the rows of version " + version.getRestoredVersion())
                + (version.hasStartTime() ? ", from " + Stamps.time(version.getStartTime()) + " UTC on" : "")
                + ", " + Words.count(version.getRuleCount(), "row") + ", detector lists "
                + version.getDetectorListVersion() + ", digest " + Words.cut(version.getDigest(), DIGEST_SHOWN) + "\n";
    }

    /** One draft. */
    public static String heading(RuleSetDraft draft) {
        return "Draft " + draft.getDraftId() + ", " + Words.count(draft.getRuleCount(), "row")
                + (draft.getBaseVersion() == 0 ? "" : ", made from version " + draft.getBaseVersion()) + "\n";
    }

    /** What publishing made of a draft. */
    public static String published(PublishRuleSetDraftResponse answer) {
        if (answer.hasRuleSet()) {
            return heading(answer.getRuleSet());
        }
        RuleSetDraft draft = answer.getDraft();
        return "Draft " + draft.getDraftId() + " will be published on " + Stamps.time(draft.getPublishTime())
                + " UTC; call it off with: touchstone rules draft cancel " + draft.getDraftId() + "\n";
    }

    /** All versions, a row each. */
    public static String versions(List<RuleSet> versions, int width) {
        Table table = Table.of(
                Table.number("Version"),
                Table.text("Published (UTC)"),
                Table.text("Decides from (UTC)"),
                Table.number("Rows"),
                Table.text("Who"),
                Table.text("Why"));
        for (RuleSet version : versions) {
            table.row(
                    Long.toString(version.getVersion()),
                    Stamps.time(version.getPublishTime()),
                    version.hasStartTime() ? Stamps.time(version.getStartTime()) : "all",
                    Words.number(version.getRuleCount()),
                    version.getAuthor(),
                    version.getRestoredVersion() == 0
                            ? version.getNote()
                            : "version " + version.getRestoredVersion() + " again" + separated(version.getNote()));
        }
        return table.render(width);
    }

    private static String separated(String note) {
        return note.isEmpty() ? "" : ": " + note;
    }

    /** Drafts, a row each. */
    public static String drafts(List<RuleSetDraft> drafts, int width) {
        if (drafts.isEmpty()) {
            return "There is no draft.\n";
        }
        Table table = Table.of(
                Table.text("Draft"),
                Table.text("State"),
                Table.number("Made from"),
                Table.number("Rows"),
                Table.text("Changed (UTC)"),
                Table.text("Who"),
                Table.text("What for"));
        StringBuilder failures = new StringBuilder();
        for (RuleSetDraft draft : drafts) {
            String state = Words.plain(draft.getState(), "RULE_SET_STATE_");
            table.row(
                    draft.getDraftId(),
                    draft.hasPublishTime() ? state + " for " + Stamps.time(draft.getPublishTime()) : state,
                    draft.getBaseVersion() == 0 ? "–" : Long.toString(draft.getBaseVersion()),
                    Words.number(draft.getRuleCount()),
                    Stamps.time(draft.getUpdateTime()),
                    draft.getAuthor(),
                    draft.getNote());
            if (!draft.getPublishFailure().isEmpty()) {
                failures.append("Draft ").append(draft.getDraftId()).append(" was not published: ");
                failures.append(Words.printable(draft.getPublishFailure())).append('\n');
            }
        }
        return table.render(width) + failures;
    }

    /** How two rule sets differ. */
    public static String differences(List<RuleDifference> differences) {
        StringBuilder text = new StringBuilder();
        for (RuleDifference difference : differences) {
            text.append(heading(difference)).append('\n');
            if (difference.getType() != RuleDifferenceType.RULE_DIFFERENCE_TYPE_MOVED) {
                if (difference.hasBefore()) {
                    text.append("- ").append(row(difference.getBefore())).append('\n');
                }
                if (difference.hasAfter()) {
                    text.append("+ ").append(row(difference.getAfter())).append('\n');
                }
            }
        }
        return differences.isEmpty() ? "They have the same rows.\n" : text.toString();
    }

    private static String heading(RuleDifference difference) {
        if (!difference.hasBefore()) {
            return "added as row " + difference.getAfter().getRowNumber();
        }
        if (!difference.hasAfter()) {
            return "removed, was row " + difference.getBefore().getRowNumber();
        }
        int before = difference.getBefore().getRowNumber();
        int after = difference.getAfter().getRowNumber();
        String rows = before == after ? "row " + after : "row " + before + " -> row " + after;
        return difference.getType() == RuleDifferenceType.RULE_DIFFERENCE_TYPE_MOVED
                ? "moved: " + rows + ": " + row(difference.getAfter())
                : "changed: " + rows + ": " + Words.printable(String.join(", ", difference.getColumnsList()));
    }

    private static String row(ChannelRule rule) {
        String conditions = Stream.of(
                        cell("Campaign Type", rule.getCampaignType()),
                        cell("Campaign", rule.getCampaign()),
                        cell("Medium", rule.getMedium()),
                        cell("Source", rule.getSource()),
                        cell("Landing Page", rule.getLandingPage()),
                        cell("Referring Website", rule.getReferringWebsite()),
                        rule.getMoreConditions().isEmpty() ? "" : "(" + rule.getMoreConditions() + ")",
                        cell("Note", rule.getNote()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" & "));
        return Words.printable(Words.channel(rule.getChannel(), rule.getSubchannel()) + ": " + conditions);
    }

    private static String cell(String column, String cell) {
        return cell.isEmpty() ? "" : column + " = " + cell;
    }

    /** How many rows differ, in one line. */
    public static String summary(List<RuleDifference> differences) {
        List<String> counts = new ArrayList<>();
        for (RuleDifferenceType type : RuleDifferenceType.values()) {
            long count = differences.stream()
                    .filter(difference -> difference.getType() == type)
                    .count();
            if (count > 0) {
                counts.add(Words.number(count) + " " + Words.plain(type, "RULE_DIFFERENCE_TYPE_"));
            }
        }
        return counts.isEmpty()
                ? "It has the rows of that version.\n"
                : "Rows: " + String.join(", ", counts) + " against that version.\n";
    }

    /** What is wrong, a row each. */
    public static String problems(List<RuleProblem> problems, int width) {
        if (problems.isEmpty()) {
            return "Nothing is wrong.\n";
        }
        boolean imported = problems.stream().anyMatch(problem -> problem.getLineNumber() > 0);
        Table table = Table.of(
                Table.text("Sheet"),
                Table.number(imported ? "Line" : "Row"),
                Table.text("Column"),
                Table.text("Written"),
                Table.text("What is wrong"));
        for (RuleProblem problem : problems) {
            int place = imported ? problem.getLineNumber() : problem.getRowNumber();
            table.row(
                    Words.plain(problem.getSheet(), "RULE_SHEET_"),
                    place == 0 ? "–" : Integer.toString(place),
                    problem.getColumn(),
                    problem.getValue(),
                    problem.getMessage());
        }
        return Words.count(problems.size(), "problem") + "; nothing was taken over.\n" + table.render(width);
    }

    /** What is probably not meant, a line each; nothing if there is nothing. */
    public static String findings(List<RuleFinding> findings, int width) {
        if (findings.isEmpty()) {
            return "";
        }
        Table table = Table.of(Table.number("Row"), Table.text("Finding"), Table.text("What it means"));
        for (RuleFinding finding : findings) {
            table.row(
                    Integer.toString(finding.getRowNumber()),
                    Words.plain(finding.getType(), "RULE_FINDING_TYPE_"),
                    finding.getMessage());
        }
        return "\nProbably not meant\n" + table.render(width);
    }
}
