package dev.touchstone.commandline.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.FakeSuite;
import dev.touchstone.mapping.v1.RuleSetDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for channel rules, channels and re-maps through the public contract, over a real socket. */
final class RulesCommandTest {
    @TempDir
    private Path directory;

    private FakeSuite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new FakeSuite();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void fourCommandsLeadFromTheSheetToPublished() throws IOException {
        run("rules", "export", "--directory", directory.toString(), "--dialect", "excel-semicolon");
        Path online = directory.resolve("channel-rules-v4.csv");
        Path offline = directory.resolve("campaign-types-v4.csv");
        assertThat(online).content().isEqualTo("Channel,SHEET_DIALECT_EXCEL_SEMICOLON\n");
        assertThat(offline).exists();

        run("rules", "preview", offline.toString(), online.toString());
        assertThat(suite.out())
                .contains("made from version 4")
                .contains("Rows: 1 changed against that version.")
                .contains("7  shadowed  row 3 matches whatever this row matches")
                .contains(
                        "Against version 4: 2,500 of 10,000 touchpoints would change channel (25.0 %), of 300 people.")
                .containsPattern("Other +Social / Facebook +2,500 +– +12 +t-1")
                .containsPattern("Medium +social +2,400")
                .containsPattern("1 +Social / Facebook +2,500 +12")
                .contains("Rows that match nothing in history: 2–3, 5\n")
                .contains("77 touchpoints would match no row and be in Other.")
                .contains("Publish it with: touchstone rules publish "
                        + onlyDraft().getDraftId());

        run("rules", "publish", "--note", "why");
        assertThat(suite.out())
                .contains("Rule set version 5")
                .contains("(why)")
                .contains("All touchpoints show version 5; 1,234 changed channel.");
        assertThat(suite.err()).contains("Mapping to version 5");
        assertThat(suite.ruleSets.drafts).isEmpty();
    }

    @Test
    void everythingWrongWithASheetIsToldAndNothingIsTakenOver() throws IOException {
        Path sheet = Files.writeString(directory.resolve("rules.csv"), "Channel\nSocials\n");
        assertThat(suite.run("rules", "preview", sheet.toString())).isEqualTo(1);
        assertThat(suite.out())
                .startsWith("1 problem; nothing was taken over.\n")
                .containsPattern("online +2 +Channel +Socials +no channel is named \"Socials\"");
        assertThat(suite.err()).isEmpty();

        Files.writeString(sheet, "Channel\nSocial\n");
        run("rules", "preview", sheet.toString(), "--without-people");
        assertThat(onlyDraft().getEtag()).as("the same draft, right now").isEqualTo("draft-0'");
        assertThat(suite.out()).doesNotContain("people");
    }

    @Test
    void sheetsAreToldByTheirHeadingAndRefusedTwice() throws IOException {
        Path one = Files.writeString(directory.resolve("a.csv"), "\uFEFF\"campaign type\";Channel");
        Path two = Files.writeString(directory.resolve("b.csv"), "Campaign Type,Channel");
        assertThat(suite.run("rules", "preview", one.toString(), two.toString()))
                .isEqualTo(1);
        assertThat(suite.err()).isEqualTo("touchstone: both files hold the offline sheet\n");
        assertThat(suite.run("rules", "preview", "missing.csv")).isEqualTo(1);
        assertThat(suite.err()).startsWith("touchstone: cannot read missing.csv");
        assertThat(suite.ruleSets.drafts).isEmpty();
    }

    @Test
    void exportOverwritesOnlyIfItIsToldTo() {
        run("rules", "export", "3", "--directory", directory.toString());
        assertThat(suite.run("rules", "export", "3", "--directory", directory.toString()))
                .isEqualTo(1);
        assertThat(suite.err()).contains("channel-rules-v3.csv is there already; --force overwrites it");
        run("rules", "export", "3", "--directory", directory.toString(), "--force");
    }

    /** Otherwise a sheet that was exported before somebody else's publication would undo it unseen. */
    @Test
    void draftOfAnotherVersionThanTheActiveOneIsRefusedUntilItsUserKnows() throws IOException {
        Path old = Files.writeString(directory.resolve("channel-rules-v3.csv"), "Channel\n");
        run("rules", "preview", old.toString());
        assertThat(onlyDraft().getBaseVersion()).isEqualTo(3);

        assertThat(suite.run("rules", "publish")).isEqualTo(1);
        assertThat(suite.err()).contains("made from version 3, but version 4 was published since");
        run("rules", "publish", "--replace", "4", "--no-wait");
        assertThat(suite.ruleSets.active).isEqualTo(5);
    }

    @Test
    void publicationCanWaitAndBeginOnADay() {
        run("rules", "draft", "create", "--author", "ann", "--note", "spring");
        String draft = onlyDraft().getDraftId();
        run("rules", "publish", draft, "--at", "2027-01-01");
        assertThat(suite.out())
                .contains("will be published on 2027-01-01 00:00 UTC")
                .contains("draft cancel " + draft);
        run("rules", "draft", "list");
        assertThat(suite.out()).containsPattern(draft + " +scheduled for 2027-01-01 00:00 +4 +1 .*ann +spring");
        run("rules", "publish", draft, "--from", "2026-06-01", "--no-wait");
        assertThat(suite.out()).contains("from 2026-06-01 00:00 UTC on");
    }

    @Test
    void publishAsksWhichDraftIfThereAreSeveralOrNone() {
        assertThat(suite.run("rules", "publish")).isEqualTo(1);
        assertThat(suite.err()).contains("there is no draft");
        run("rules", "draft", "create");
        run("rules", "draft", "create", "--base", "2");
        assertThat(suite.run("rules", "publish")).isEqualTo(1);
        assertThat(suite.err()).contains("there are several drafts");
        String gone = suite.ruleSets.drafts.keySet().iterator().next();
        run("rules", "draft", "delete", gone);
        assertThat(suite.ruleSets.drafts).hasSize(1).doesNotContainKey(gone);
        assertThat(suite.run("rules", "draft", "delete", gone)).isEqualTo(1);
        assertThat(suite.err()).isEqualTo("touchstone: mapping-service: there is no such draft\n");
    }

    @Test
    void versionsAreListedComparedShownAndRestored() {
        run("rules", "versions");
        assertThat(suite.out()).containsPattern("4 .*author4").containsPattern("1 .*author1");
        run("rules", "versions", "--limit", "2");
        assertThat(suite.out()).contains("author3").doesNotContain("author2");
        run("rules", "diff", "3");
        assertThat(suite.out()).isEqualTo("""
                changed: row 1: Medium
                - Social / Facebook: Medium = social & (Landing Path = /a*)
                + Social / Facebook: Medium = paid-social & (Landing Path = /a*)
                """);
        run("rules", "show", "2");
        assertThat(suite.out())
                .startsWith("Rule set version 2,")
                .contains("More Conditions")
                .contains("Landing Path = /a*");
        run("rules", "restore", "2");
        assertThat(suite.out())
                .contains("version 5")
                .contains("the rows of version 2")
                .contains("All touchpoints show version 5");
        run("rules");
        assertThat(suite.out()).startsWith("Rule set version 5,");
    }

    @Test
    void validationAndNullReportAreTables() {
        run("rules", "validate", "4");
        assertThat(suite.out()).startsWith("Nothing is wrong.\n").contains("Probably not meant");
        run("rules", "null-report");
        assertThat(suite.out()).containsPattern("Spring +Online +5 +46");
    }

    @Test
    void remapIsShownAndFollowed() {
        run("remap", "status");
        assertThat(suite.out())
                .contains("Mapping to version 4 █████░░░░░░░░░░░░░░░ 10 of 40 keys")
                .contains("Answers show version 3 until then.");
        run("remap", "watch", "--until-done");
        assertThat(suite.out()).endsWith("All touchpoints show version 4.\n");
    }

    @Test
    void channelsAreFoundByTheirNameInAnyCase() {
        run("channels");
        assertThat(suite.out()).contains("Facebook").doesNotContain("Old");
        run("channels", "create", "Events", "Fair", "Web");
        assertThat(suite.out()).containsPattern("Events +Fair, Web");
        run("channels", "create", "EVENTS", "Dinner");
        assertThat(suite.out()).containsPattern("Events +Fair, Web, Dinner");
        run("channels", "rename", "events", "Trade Fair", "--subchannel", "fair");
        assertThat(suite.out()).containsPattern("Events +Trade Fair, Web");
        run("channels", "archive", "Social");
        assertThat(suite.out()).contains("Social (archived)");
        run("channels", "unarchive", "old");
        run("channels", "list");
        assertThat(suite.out()).contains("Old").doesNotContain("Social");
        assertThat(suite.run("channels", "rename", "Nobody", "X")).isEqualTo(1);
        assertThat(suite.err()).isEqualTo("touchstone: no channel is named \"Nobody\"\n");
    }

    @Test
    void wrongReferenceIsAUsageError() {
        assertThat(suite.run("rules", "show", "latest")).isEqualTo(2);
        assertThat(suite.err()).contains("'latest' is neither the number of a version nor the id of a draft");
    }

    private RuleSetDraft onlyDraft() {
        assertThat(suite.ruleSets.drafts).hasSize(1);
        return suite.ruleSets.drafts.values().iterator().next();
    }

    private void run(String... arguments) {
        assertThat(suite.run(arguments)).as(suite.err()).isZero();
    }
}
