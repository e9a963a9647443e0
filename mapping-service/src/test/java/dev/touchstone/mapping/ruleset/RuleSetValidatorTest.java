package dev.touchstone.mapping.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.channel.Subchannel;
import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import dev.touchstone.mapping.ruleset.RuleProblem.Reason;
import dev.touchstone.mapping.ruleset.WrittenRule.Sheet;
import dev.touchstone.mapping.sheet.RuleSheetReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a rule set from being installed, by row and column: M04, M10, M11, M13, M15 and the project's own rules. */
class RuleSetValidatorTest {
    private static final ChannelCatalogue CATALOGUE = new ChannelCatalogue(List.of(
            Channel.named("Social", List.of("Facebook", "Other")),
            Channel.named("Email", List.of()),
            Channel.named("Other", List.of())));

    @Test
    void everythingWrongIsNamedWithItsRowAndColumn() {
        assertThat(online("""
                        Social,Facebook,,,facebook; fb,,,
                        Socials,,,,x,,,
                        Social,,,,y,,,
                        Social,Myspace,,,z,,,
                        Other,,*,,,,,
                        Email,,,,,[Emails],[E-mail],
                        Email,,,,,,,
                        Other,,,*,,,,
                        """))
                .extracting(problem -> problem.rowNumber() + " " + problem.column() + " " + problem.reason())
                .containsExactly(
                        "1 Source INVALID_CELL",
                        "2 Channel UNKNOWN_CHANNEL",
                        "3 Subchannel MISSING_SUBCHANNEL",
                        "4 Subchannel UNKNOWN_SUBCHANNEL",
                        "5 Campaign CATCH_ALL_NOT_LAST",
                        "6 Landing Page INVALID_CELL",
                        "6 Referring Website INVALID_CELL",
                        "7 Campaign NO_CONDITION");
    }

    @Test
    void severalCatchAllsMayEndTheSheet() {
        assertThat(online("Email,,,email,,,,\nOther,,,*,,,,\nOther,,,,*,,,\n")).isEmpty();
    }

    @Test
    void commaInAQuotedCellIsRefusedM04() {
        assertThat(online("Social,Facebook,,,\"facebook,fb\",,,\n"))
                .extracting(RuleProblem::message)
                .containsExactly("\"facebook,fb\" has a comma: separate values by ;");
    }

    @Test
    void campaignTypeHasOneChannelM15() {
        ChannelRules rules = new ChannelRules(onlineRows("Email,,,email,,,,\n"), offlineRows("""
                        Campaign Type,Channel,Subchannel
                        Conference,Social,Facebook
                        conference,Social,Other
                        ,Email,
                        Fair,Social,
                        """));
        assertThat(RuleSetValidator.validate(rules, CATALOGUE))
                .extracting(problem -> problem.rowNumber() + " " + problem.column() + " " + problem.reason())
                .containsExactly(
                        "3 Campaign Type " + Reason.DUPLICATE_CAMPAIGN_TYPE,
                        "4 Campaign Type " + Reason.MISSING_CAMPAIGN_TYPE,
                        "5 Subchannel " + Reason.MISSING_SUBCHANNEL);
    }

    @Test
    void archivedChannelsAndSubchannelsAreRefused() {
        Channel email = Channel.named("Email", List.of());
        Channel social = Channel.named("Social", List.of("Facebook"));
        Subchannel facebook = social.subchannels().getFirst();
        ChannelCatalogue archived = new ChannelCatalogue(List.of(
                new Channel(email.channelId(), "Email", true, 2, List.of()),
                new Channel(
                        social.channelId(),
                        "Social",
                        false,
                        2,
                        List.of(new Subchannel(facebook.subchannelId(), "Facebook", true)))));
        ChannelRules rules = new ChannelRules(onlineRows("Email,,,email,,,,\nSocial,Facebook,,,fb,,,\n"), List.of());
        assertThat(RuleSetValidator.validate(rules, archived))
                .extracting(problem -> problem.rowNumber() + " " + problem.column() + " " + problem.reason())
                .containsExactly("1 Channel ARCHIVED_CHANNEL", "2 Subchannel ARCHIVED_CHANNEL");
    }

    @Test
    void furtherConditionsRestrictARowAndMustBeReadable() {
        RuleCells none = new RuleCells("", "", "", "", "");
        ChannelPath email = new ChannelPath("Email", "");
        WrittenRules rules = new WrittenRules(List.of(
                new WrittenRule(Sheet.ONLINE, email, none, "", "Landing Path = /events*", ""),
                new WrittenRule(Sheet.ONLINE, email, none, "", "Landing Path /events*", ""),
                new WrittenRule(Sheet.ONLINE, email, none, "", "Campaign ~ [a-", ""),
                new WrittenRule(Sheet.OFFLINE, email, none, "Webinar", "Campaign = q1*", ""),
                new WrittenRule(Sheet.OFFLINE, email, none, "Webinar", "", ""),
                new WrittenRule(Sheet.OFFLINE, email, none, "", "Campaign Status = sent", ""),
                new WrittenRule(Sheet.OFFLINE, email, none, "webinar", "", "")));
        assertThat(RuleSetValidator.validate(rules, CATALOGUE, new WrittenRules(List.of())))
                .extracting(problem -> problem.rowNumber() + " " + problem.column() + " " + problem.reason())
                .containsExactly(
                        "2 More Conditions INVALID_CONDITION",
                        "3 More Conditions INVALID_CONDITION",
                        "7 Campaign Type DUPLICATE_CAMPAIGN_TYPE");
    }

    @Test
    void protectedRowsMayMoveAndChangeTheirChannelButNothingElseM13() {
        WrittenRules base = written("""
                Email,,,,,[Email],,Do Not Remove
                Social,Facebook,,,,,[Facebook],Do Not Remove
                Other,,,*,,,,
                """);
        assertThat(against(base, """
                        Social,Other,,,,,[Facebook],Do Not Remove
                        Other,,,,,[Email],,do not remove
                        """)).isEmpty();
        assertThat(against(base, """
                        Email,,,,,[Email],,
                        Social,Facebook,,,,,[LinkedIn],Do Not Remove
                        """))
                .containsExactly("1 Note PROTECTED_ROW_CHANGED", "2 Referring Website PROTECTED_ROW_CHANGED");
        assertThat(against(base, "Social,Facebook,,,,,[Facebook],Do Not Remove\n"))
                .containsExactly("0  PROTECTED_ROW_MISSING");
    }

    @Test
    void twoEqualProtectedRowsAreTwo() {
        String row = "Email,,,,,[Email],,Do Not Remove\n";
        assertThat(against(written(row + row), row)).containsExactly("0  PROTECTED_ROW_MISSING");
        assertThat(against(written(row + row), row + row)).isEmpty();
    }

    @Test
    void problemsEndSomewhereAndSayHowManyThereAre() {
        String row = "Nowhere,,,a b,,,,\n";
        List<RuleProblem> problems = online(row.repeat(RuleProblems.MAX + 10));
        assertThat(problems).hasSize(RuleProblems.MAX + 1);
        assertThat(problems.getLast().reason()).isEqualTo("TOO_MANY_PROBLEMS");
        assertThat(problems.getLast().message()).contains("5010");
    }

    private static List<String> against(WrittenRules base, String rows) {
        return RuleSetValidator.validate(written(rows), CATALOGUE, base).stream()
                .map(problem -> problem.rowNumber() + " " + problem.column() + " " + problem.reason())
                .toList();
    }

    private static WrittenRules written(String rows) {
        return WrittenRules.of(new ChannelRules(onlineRows(rows), List.of()));
    }

    private static List<RuleProblem> online(String rows) {
        return RuleSetValidator.validate(new ChannelRules(onlineRows(rows), List.of()), CATALOGUE);
    }

    private static List<ChannelRule> onlineRows(String rows) {
        return RuleSheetReader.readOnline(heading(rows).getBytes(UTF_8)).rules();
    }

    private static List<OfflineRule> offlineRows(String sheet) {
        return RuleSheetReader.readOffline(sheet.getBytes(UTF_8), 1).rules();
    }

    private static String heading(String rows) {
        return "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note\n" + rows;
    }
}
