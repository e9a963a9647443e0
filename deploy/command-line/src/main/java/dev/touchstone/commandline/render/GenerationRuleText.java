package dev.touchstone.commandline.render;

import dev.touchstone.commandline.rulefile.RuleFile;
import dev.touchstone.commandline.text.Table;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.PreviewExample;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleDifference;
import dev.touchstone.touchpoint.v1.RuleField;
import dev.touchstone.touchpoint.v1.RuleHits;
import dev.touchstone.touchpoint.v1.RuleListVersion;
import dev.touchstone.touchpoint.v1.TestCampaignRulesResponse;
import dev.touchstone.touchpoint.v1.TestedMember;
import java.util.List;

/** Generation rules and their dry runs, written for people. */
public final class GenerationRuleText {
    private GenerationRuleText() {}

    /** One version, as a rule file that can be changed and saved. */
    public static String version(RuleListVersion version) {
        String heading = "# " + Words.plain(version.getKind(), "RULE_LIST_KIND_") + ", version " + version.getVersion()
                + ", since " + Stamps.time(version.getCreateTime()) + " UTC"
                + (version.getAuthor().isEmpty() ? "" : ", by " + Words.printable(version.getAuthor()))
                + (version.getNote().isEmpty() ? "" : ": " + Words.printable(version.getNote())) + "\n";
        return heading
                + (version.getRulesCount() == 0 ? "# no rules\n" : "\n" + RuleFile.write(version.getRulesList()));
    }

    /** All versions, a row each. */
    public static String versions(List<RuleListVersion> versions, int width) {
        Table table = Table.of(
                Table.number("Version"),
                Table.text("Since (UTC)"),
                Table.number("Rules"),
                Table.text("Who"),
                Table.text("Why"));
        for (RuleListVersion version : versions) {
            table.row(
                    Words.number(version.getVersion()),
                    Stamps.time(version.getCreateTime()),
                    Words.number(version.getRuleCount()),
                    version.getAuthor(),
                    version.getNote());
        }
        return table.render(width);
    }

    /** How two versions differ. */
    public static String differences(List<RuleDifference> differences) {
        StringBuilder text = new StringBuilder();
        for (RuleDifference difference : differences) {
            text.append(heading(difference)).append('\n');
            if (difference.hasBefore() && !sameContent(difference)) {
                text.append(block("- ", difference.getBefore()));
            }
            if (difference.hasAfter() && !sameContent(difference)) {
                text.append(block("+ ", difference.getAfter()));
            }
            text.append('\n');
        }
        return differences.isEmpty() ? "The versions have the same rules.\n" : text.toString();
    }

    private static String heading(RuleDifference difference) {
        if (!difference.hasBefore()) {
            return "added as row " + difference.getRowAfter();
        }
        if (!difference.hasAfter()) {
            return "removed, was row " + difference.getRowBefore();
        }
        String rows = difference.getRowBefore() == difference.getRowAfter()
                ? "row " + difference.getRowAfter()
                : "row " + difference.getRowBefore() + " -> row " + difference.getRowAfter();
        return (sameContent(difference) ? "moved: " : "changed: ") + rows + ": "
                + Words.printable(difference.getAfter().getName());
    }

    private static boolean sameContent(RuleDifference difference) {
        return difference.hasBefore()
                && difference.hasAfter()
                && RuleFile.write(List.of(difference.getBefore()))
                        .equals(RuleFile.write(List.of(difference.getAfter())));
    }

    private static String block(String mark, GenerationRule rule) {
        StringBuilder text = new StringBuilder();
        RuleFile.write(List.of(rule))
                .lines()
                .forEach(line -> text.append(mark).append(Words.printable(line)).append('\n'));
        return text.toString();
    }

    /** What another list would change. */
    public static String preview(PreviewRuleListResponse preview, int width) {
        StringBuilder text = new StringBuilder("Looked at ")
                .append(Words.count(preview.getExaminedCount(), "record"))
                .append(": ")
                .append(Words.count(preview.getAppearingCount(), "touchpoint"))
                .append(" would appear, ")
                .append(Words.number(preview.getDisappearingCount()))
                .append(" disappear, ")
                .append(Words.number(preview.getMovingCount()))
                .append(" move in time, ")
                .append(Words.number(preview.getChangingCount()))
                .append(" change otherwise.\n");
        if (preview.getHitsCount() > 0) {
            text.append('\n').append(hits(preview.getHitsList(), width));
        }
        if (preview.getExamplesCount() > 0) {
            text.append("\nFor example\n").append(examples(preview.getExamplesList(), width));
        }
        return text.toString();
    }

    private static String hits(List<RuleHits> hits, int width) {
        Table table = Table.of(Table.text("Rule"), Table.number("Decides"), Table.number("Overlapped"));
        for (RuleHits hit : hits) {
            table.row(
                    hit.getRule(),
                    Words.number(hit.getDecidingCount()),
                    hit.getOverlappedCount() == 0 ? "" : Words.number(hit.getOverlappedCount()));
        }
        return table.render(width);
    }

    private static String examples(List<PreviewExample> examples, int width) {
        Table table = Table.of(
                Table.text("What"),
                Table.text("Record"),
                Table.text("Campaign"),
                Table.text("Now (UTC)"),
                Table.text("Then (UTC)"),
                Table.text("By"));
        for (PreviewExample example : examples) {
            table.row(
                    Words.plain(example.getChange(), "PREVIEW_CHANGE_"),
                    example.getRecordId(),
                    example.getCampaignName(),
                    example.hasTimeBefore() ? Stamps.time(example.getTimeBefore()) : "–",
                    example.hasTimeAfter() ? Stamps.time(example.getTimeAfter()) : "–",
                    example.getRuleAfter().isEmpty() ? example.getRuleBefore() : example.getRuleAfter());
        }
        return table.render(width);
    }

    /** What rules do with a campaign. */
    public static String test(TestCampaignRulesResponse test, int width) {
        StringBuilder text = new StringBuilder(Words.printable(test.getCampaignName()))
                .append(": ")
                .append(Words.number(test.getEligibleMemberCount()))
                .append(" of ")
                .append(Words.count(test.getMemberCount(), "member"))
                .append(" would have a touchpoint.\n\n");
        text.append(
                test.getMatchingRulesCount() == 0
                        ? "No rule matches a member.\n"
                        : hits(test.getMatchingRulesList(), width));
        Table table = Table.of(
                Table.text("Member"),
                Table.text("Person"),
                Table.text("Touchpoint (UTC)"),
                Table.text("Rule or reason"));
        for (TestedMember member : test.getSampleList()) {
            table.row(
                    member.getCampaignMemberId(),
                    member.getCrmPersonId(),
                    member.hasTouchpointTime() ? Stamps.time(member.getTouchpointTime()) : "–",
                    member.getReason().isEmpty() ? member.getRule() : member.getReason());
        }
        return test.getSampleCount() == 0
                ? text.toString()
                : text.append('\n').append(table.render(width)).toString();
    }

    private static String origin(RuleField field) {
        return field.getName().startsWith("Touchpoint.") ? "a touchpoint field" : "what was seen";
    }

    /** The fields that rules may test. */
    public static String fields(List<RuleField> fields, int width) {
        Table table = Table.of(Table.text("Field"), Table.text("Type"), Table.text("As date"), Table.text("From"));
        for (RuleField field : fields) {
            table.row(
                    field.getName(),
                    Words.plain(field.getType(), "RULE_FIELD_TYPE_"),
                    field.getUsableAsDate() ? "yes" : "",
                    field.getStandard() ? "the standard object" : origin(field));
        }
        return table.render(width);
    }
}
