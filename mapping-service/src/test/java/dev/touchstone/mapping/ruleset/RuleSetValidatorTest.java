package dev.touchstone.mapping.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mapping.channel.Channel;
import dev.touchstone.mapping.channel.ChannelCatalogue;
import dev.touchstone.mapping.classify.ChannelRules;
import dev.touchstone.mapping.ruleset.RuleProblem.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a rule set from being installed, by row and column: M04, M10, M11, M15 and the project's own rules. */
class RuleSetValidatorTest {
    private static final ChannelCatalogue CATALOGUE = new ChannelCatalogue(List.of(
            new Channel("Social", List.of("Facebook", "Other")),
            new Channel("Email", List.of()),
            new Channel("Other", List.of())));

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
        ChannelRules rules =
                new ChannelRules(RuleSheet.readOnline(heading("Email,,,email,,,,\n")), RuleSheet.readOffline("""
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
    void sheetOfAnotherFormIsRefusedWithItsLine() {
        assertThatThrownBy(() -> RuleSheet.readOnline("Channel,Subchannel\n")).hasMessageStartingWith("line 1 must be");
        assertThatThrownBy(() -> RuleSheet.readOnline(heading("Email,,,email,,,,\nEmail,,\n")))
                .hasMessage("line 3 must have 8 fields but has 3");
        assertThatThrownBy(() -> RuleSheet.readOnline(heading("\"Email,,,email,,,,\n")))
                .hasMessage("the quote of a field is not closed");
        assertThatThrownBy(() -> RuleSheet.readOnline(heading("\"Email\"x,,,email,,,,\n")))
                .hasMessage("something follows the closing quote of a field");
    }

    @Test
    void quotedFieldsKeepCommasQuotesAndLineBreaks() {
        assertThat(CsvText.read("\uFEFFa,\"b,\"\"c\"\"\nd\",\r\n\r\n\"\",x"))
                .containsExactly(List.of("a", "b,\"c\"\nd", ""), List.of("", "x"));
    }

    @Test
    void channelNamesHaveNoSpecialCharactersM19() {
        assertThatThrownBy(() -> new Channel("Email\"/><img src=x onerror=1>", List.of()))
                .hasMessageContaining("none of");
        assertThatThrownBy(() -> new Channel("x".repeat(81), List.of())).hasMessageContaining("80");
        assertThatThrownBy(() -> new Channel("A", List.of(" "))).hasMessageContaining("1 to 80");
        assertThat(new Channel("Größe 1/2 (neu)", List.of("b", "a")).subchannels())
                .containsExactly("a", "b");
    }

    private static List<RuleProblem> online(String rows) {
        return RuleSetValidator.validate(new ChannelRules(RuleSheet.readOnline(heading(rows)), List.of()), CATALOGUE);
    }

    private static String heading(String rows) {
        return "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note\n" + rows;
    }
}
