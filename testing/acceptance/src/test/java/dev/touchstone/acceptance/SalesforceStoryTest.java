package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.commandline.Touchstone;
import dev.touchstone.commandline.endpoint.Endpoints;
import dev.touchstone.commandline.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A data export of Salesforce through the command line: imported, looked at, given rules of its own, explained and rolled back,
 * as docs/crm-touchpoints.md tells it.
 */
@Isolated
class SalesforceStoryTest {
    private static final String CAMPAIGN = "70131000001hUTzAAM";
    private static final String CAMPAIGN_OF_15 = "70131000001hUTz";

    private static WholeSuite suite;

    @TempDir
    private static Path files;

    private record Answer(int exitCode, String out, String err) {}

    @BeforeAll
    static void importAnExport() throws IOException {
        suite = WholeSuite.start("salesforce-story", List.of());
        Path export = Files.createDirectory(files.resolve("export"));
        write(export, "Lead.csv", """
                Id,Email,FirstName,LastName,Company,CreatedDate,LastModifiedDate,Region__c
                00Q000000000001AAA,ada@one.example,Ada,One,One Inc,2026-05-01T08:00:00Z,2026-05-01T08:00:00Z,EMEA
                00Q000000000002AAA,bob@two.example,Bob,Two,Two Ltd,2026-05-01T08:00:00Z,2026-05-01T08:00:00Z,NA
                00Q000000000003AAA,,Cy,Three,Three,2026-05-01T08:00:00Z,2026-05-01T08:00:00Z,NA
                """);
        write(export, "Account.csv", """
                Id,Name,Website,CreatedDate,LastModifiedDate
                001000000000001AAA,One,https://www.one.example,2026-04-01T08:00:00Z,2026-04-01T08:00:00Z
                """);
        write(export, "Campaign.csv", """
                Id,Name,Type,Status,CreatedDate,LastModifiedDate
                %s,Spring webinar,Webinar,Completed,2026-05-01T08:00:00Z,2026-05-01T08:00:00Z
                """.formatted(CAMPAIGN));
        write(export, "CampaignMember.csv", """
                Id,CampaignId,LeadId,Status,HasResponded,FirstRespondedDate,CreatedDate,LastModifiedDate
                00v000000000001AAA,%1$s,00Q000000000001AAA,Attended,true,2026-05-20,2026-05-10T08:00:00Z,2026-05-20T08:00:00Z
                00v000000000002AAA,%1$s,00Q000000000002AAA,Invited,false,,2026-05-10T08:00:00Z,2026-05-10T08:00:00Z
                00v000000000003AAA,%1$s,00Q000000000003AAA,Attended,true,2026-05-21,2026-05-10T08:00:00Z,2026-05-21T08:00:00Z
                00v000000000004AAA,%1$s,,Attended,true,2026-05-21,2026-05-10T08:00:00Z,2026-05-21T08:00:00Z
                """.formatted(CAMPAIGN));
        Answer imported = run("import", "salesforce", export.toString());
        assertThat(imported.exitCode()).as(imported.err()).isLessThanOrEqualTo(1);
        suite.settle();
    }

    @AfterAll
    static void stopTheSuite() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void rulesAreTriedSavedExplainedAndRolledBack() throws IOException {
        assertThat(run("campaigns", "list").out()).contains(CAMPAIGN, "Spring webinar", "none", "3");
        assertThat(run("generation-rules", "fields", "campaign-member").out())
                .contains("CampaignMember.HasResponded", "Campaign.Type");
        assertThat(run("touchpoints").out()).contains("No touchpoints.");

        Path rules = write(files, "webinars.rules", """
                rule: Webinars
                when: Campaign.Type is equal to "webinar"
                      and CampaignMember.HasResponded is equal to true
                date: {CampaignMember.FirstRespondedDate}
                """);
        assertThat(run("generation-rules", "test", CAMPAIGN_OF_15, rules.toString())
                        .out())
                .contains("Spring webinar: 1 of 3 members would have a touchpoint.", "NO_EMAIL", "NO_RULE_MATCHED");
        assertThat(run("generation-rules", "preview", "campaign-member", rules.toString())
                        .out())
                .contains("1 touchpoint would appear, 0 disappear");
        assertThat(run("touchpoints").out()).as("a preview changes nothing").contains("No touchpoints.");

        Answer saved = run("generation-rules", "save", "campaign-member", rules.toString(), "--author", "ann");
        assertThat(saved.exitCode()).as(saved.err()).isZero();
        suite.settle();
        assertThat(run("touchpoints").out())
                .contains("2026-05-20 00:00", "ada@one.example")
                .doesNotContain("bob@");
        assertThat(run("explain", "fact", "--campaign-member", "00v000000000002AAA")
                        .out())
                .contains("It made no touchpoint: no rule matched");
        assertThat(run("explain", "fact", "--campaign-member", "00v000000000003AAA")
                        .out())
                .contains("nobody is known by an e-mail address");
        assertThat(run("generation-rules", "versions", "campaign-member").out()).contains("ann");
        assertThat(run("generation-rules", "diff", "campaign-member", "1", "2").out())
                .contains("added as row 1", "+ rule: Webinars");

        assertThat(run("generation-rules", "restore", "campaign-member", "1").exitCode())
                .isZero();
        suite.settle();
        assertThat(run("touchpoints").out()).contains("No touchpoints.");
    }

    @Test
    void ruleThatDoesNotFitIsRefusedWithItsPlace() throws IOException {
        Path rules = write(files, "wrong.rules", """
                rule: Wrong
                when: Campaign.Tpye is equal to "Webinar"
                date: {CampaignMember.CreatedDate}
                """);

        Answer refused = run("generation-rules", "save", "campaign-member", rules.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("rules[0]", "Campaign.Tpye").doesNotContain("Exception");
    }

    @Test
    void leadIsMatchedWithItsAccount() {
        assertThat(run("accounts", "match", "00Q000000000001AAA").out()).contains("001000000000001AAA", "email domain");
        assertThat(run("accounts", "match", "00Q000000000002AAA").out()).contains("(none)");
        assertThat(run("overlaps").out()).contains("No overlaps.");
    }

    private static Path write(Path directory, String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Answer run(String... arguments) {
        Endpoints endpoints = suite.ports().endpoints();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                0,
                false);
        Map<String, String> environment = Map.of(
                "TOUCHSTONE_TOUCHPOINT_SERVICE", endpoints.touchpoint().toString(),
                "TOUCHSTONE_MAPPING_SERVICE", endpoints.mapping().toString());
        try (Touchstone touchstone = new Touchstone(terminal, environment, files)) {
            int exitCode = touchstone.run(touchstone.commandLine(), arguments);
            return new Answer(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
