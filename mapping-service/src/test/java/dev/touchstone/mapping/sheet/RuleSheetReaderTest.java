package dev.touchstone.mapping.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.mapping.classify.ChannelPath;
import dev.touchstone.mapping.classify.ChannelRule;
import dev.touchstone.mapping.classify.OfflineRule;
import dev.touchstone.mapping.classify.RuleCells;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets as people and spreadsheets write them, and all that can be wrong with their form. */
class RuleSheetReaderTest {
    private static final String HEADING =
            "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note,More Conditions\n";
    private static final ChannelRule ROW = new ChannelRule(
            new ChannelPath("Größe", "Neu"), new RuleCells("", "email;mail", "", "", "x"), "Do Not Remove");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note\n"
                        + "Größe,Neu,,email;mail,,,x,Do Not Remove\n",
                "\uFEFFChannel;Subchannel;Campaign;Medium;Source;Landing Page;Referring Website;Notiz\r\n"
                        + "Größe;Neu;;\"email;mail\";;;x;Do Not Remove\r\n",
                "channel\tSUBCHANNEL\tCampaign\tMedium\tSource\tLanding Page\tReferring Website\t\r\n"
                        + "Größe\tNeu\t\temail;mail\t\t\tx\tDo Not Remove",
                "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note,More Conditions,\r"
                        + "Größe,Neu,,email;mail,,,x,Do Not Remove\r\r,,,,\r",
                "\n\n\"Channel\",\"Subchannel\",Campaign, Medium ,Source,Landing Page,Referring Website,Note\n"
                        + ",,,,,,,\n \n\"Größe\",Neu,,\"email;mail\",,,x,Do Not Remove,,\n"
            })
    void everyDialectGivesTheSameRows(String sheet) {
        ReadSheet<ChannelRule> read = RuleSheetReader.readOnline(sheet.getBytes(UTF_8));
        assertThat(read.problems()).isEmpty();
        assertThat(read.rules()).containsExactly(ROW);
    }

    @Test
    void noteAndFurtherConditionsMayBothBeMissing() {
        String bare = "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website\nA,,,b,,,\n";
        assertThat(RuleSheetReader.readOnline(bare.getBytes(UTF_8)).rules())
                .containsExactly(new ChannelRule(new ChannelPath("A", ""), new RuleCells("", "b", "", "", ""), ""));
        String conditions = "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,more conditions\n"
                + "A,,,,,,,Campaign ~ ^q[1-4]\n";
        assertThat(RuleSheetReader.readOnline(conditions.getBytes(UTF_8)).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.anyOf()).hasSize(1))
                .satisfies(rule -> assertThat(rule.note()).isEmpty());
    }

    @Test
    void spreadsheetMayLeaveOutSeparatorsAtTheEndOfARow() {
        ReadSheet<ChannelRule> read = online("Email,,,email\nEmail,,email\n");
        assertThat(read.problems()).isEmpty();
        assertThat(read.rules())
                .extracting(rule -> rule.cells().campaign() + "/" + rule.cells().medium())
                .containsExactly("/email", "email/");
    }

    @Test
    void lineBreakWithinACellCountsForTheLinesAfterIt() {
        ReadSheet<ChannelRule> read = online("Email,,\"a\nb\r\nc\",,,,,\n\nEmail,,d,,,,,\n");
        assertThat(read.rules()).extracting(rule -> rule.cells().campaign()).containsExactly("a\nb\r\nc", "d");
        assertThat(read.lineOf(1)).isEqualTo(2);
        assertThat(read.lineOf(2)).isEqualTo(6);
        assertThat(read.holds(3)).isFalse();
    }

    @Test
    void everythingWrongWithTheFormIsToldAtOnceWithRowLineColumnAndValue() {
        ReadSheet<ChannelRule> read = online("""
                Email,,,email,,,,,
                Email
                Email,,a,b,c,d,e,f,,z

                Email,,,,,,,,Colour = red
                Email,,a,,,,,%s,
                """.formatted("n".repeat(201)));
        assertThat(read.problems())
                .extracting(problem -> problem.rowNumber() + "|" + problem.lineNumber() + "|" + problem.column() + "|"
                        + problem.reason())
                .containsExactly(
                        "2|3||WRONG_FIELD_COUNT",
                        "3|4||WRONG_FIELD_COUNT",
                        "4|6|More Conditions|INVALID_CONDITION",
                        "5|7|Note|INVALID_CELL");
        assertThat(read.problems().get(1).value()).isEqualTo("z");
        assertThat(read.problems().get(1).message()).contains("has 10 fields: expected 9");
        assertThat(read.problems().get(2).value()).isEqualTo("Colour = red");
        assertThat(read.problems().get(3).value()).hasSize(SheetProblem.MAX_VALUE_CHARACTERS);
        assertThat(read.rules()).as("rows keep their numbers").hasSize(5);
        assertThat(read.isNews(2, "Channel")).as("a consequence").isFalse();
        assertThat(read.isNews(4, "Channel")).isTrue();
        assertThat(read.rules().get(3).anyOf())
                .as("not taken for a row without conditions")
                .isNotEmpty();
    }

    @Test
    void linesThatAreNotUtf8AreNamedAndTheOthersAreStillLookedAt() {
        byte[] latin = (HEADING + "Email,,grün,,,,,,\nEmail,,a,,,,,,Colour = red\nEmail,,\"x\nmüde\",,,,,,\n")
                .getBytes(ISO_8859_1);
        assertThat(RuleSheetReader.readOnline(latin).problems())
                .extracting(SheetProblem::rowNumber, SheetProblem::lineNumber, SheetProblem::message)
                .containsExactly(
                        tuple(1, 2, "line 2 is not UTF-8: save the sheet as \"CSV UTF-8\""),
                        tuple(
                                2,
                                3,
                                RuleSheetReader.readOnline((HEADING + "E,,,,,,,,Colour = red").getBytes(UTF_8))
                                        .problems()
                                        .getFirst()
                                        .message()),
                        tuple(3, 4, "line 5 is not UTF-8: save the sheet as \"CSV UTF-8\""));
    }

    @Test
    void wrongQuotesAreNamedByTheLineOnWhichTheirRowBegins() {
        for (String bad : List.of("Email,,\"a\"x,,,,,,\nEmail,,b,,,,,,\n", "Email,,\"a,,,,,,\nEmail,,b,,,,,,\n")) {
            ReadSheet<ChannelRule> read = online("Email,,\"a\nb\",,,,,,\nEmail\n" + bad);
            assertThat(read.problems())
                    .extracting(problem -> problem.lineNumber() + " " + problem.reason())
                    .containsExactly("4 WRONG_FIELD_COUNT", "5 INVALID_SHEET");
        }
    }

    @Test
    void anotherHeadingIsRefusedWithWhatWasExpected() {
        for (String heading : List.of(
                "Channel,Subchannel\n",
                "Kanal,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note\n",
                "Channel,Subchannel,Medium,Campaign,Source,Landing Page,Referring Website,Note\n",
                "Channel,Subchannel,Campaign,Medium,Source,Landing Page,Referring Website,Note,Extra\n",
                "\nEmail,,,email,,,,\n")) {
            SheetProblem problem = onlyProblem(heading.getBytes(UTF_8));
            assertThat(problem.message()).contains("Channel, Subchannel, Campaign, Medium, Source, Landing Page");
            assertThat(problem.lineNumber()).isEqualTo(heading.startsWith("\n") ? 2 : 1);
            assertThat(problem.value()).isEqualTo(heading.strip());
        }
        assertThat(onlyProblem("\uFEFF\n".getBytes(UTF_8)).message()).contains("is empty");
        assertThat(onlyProblem("Channel,Subchannel".getBytes(UTF_16)).message()).contains("zero bytes");
    }

    @Test
    void sheetAndRowsAreLimited() {
        assertThat(onlyProblem(new byte[RuleSheetReader.MAX_BYTES + 1]).message())
                .isEqualTo("the sheet has 4194305 bytes: a sheet has at most 4194304");
        String types = "Campaign Type,Channel,Subchannel\n" + "a,b,\n".repeat(RuleSheetReader.MAX_ROWS);
        assertThat(RuleSheetReader.readOffline(types.getBytes(UTF_8), 0).problems())
                .isEmpty();
        assertThat(RuleSheetReader.readOffline(types.getBytes(UTF_8), 7).problems())
                .extracting(problem -> problem.rowNumber() + " " + problem.lineNumber() + " " + problem.reason())
                .containsExactly("20001 19995 TOO_MANY_ROWS");
    }

    @Test
    void offlineRowsAreNumberedAfterTheOnlineOnes() {
        ReadSheet<OfflineRule> read = RuleSheetReader.readOffline(
                "Campaign Type;Channel;Subchannel;More Conditions\nWebinar;Events;Web;Campaign Status = attended\nFair\n"
                        .getBytes(UTF_8),
                45);
        assertThat(read.rules().getFirst().path()).hasToString("Events.Web");
        assertThat(read.rules().getFirst().anyOf()).hasSize(1);
        assertThat(read.lineOf(46)).isEqualTo(2);
        assertThat(read.problems())
                .extracting(problem -> problem.sheet() + " " + problem.rowNumber() + " " + problem.reason())
                .containsExactly("OFFLINE 47 WRONG_FIELD_COUNT");
    }

    private static ReadSheet<ChannelRule> online(String rows) {
        return RuleSheetReader.readOnline((HEADING + rows).getBytes(UTF_8));
    }

    private static SheetProblem onlyProblem(byte[] sheet) {
        ReadSheet<ChannelRule> read = RuleSheetReader.readOnline(sheet);
        assertThat(read.rules()).isEmpty();
        assertThat(read.problems()).hasSize(1);
        assertThat(read.problems().getFirst().reason()).isEqualTo(SheetProblem.Reason.INVALID_SHEET);
        return read.problems().getFirst();
    }
}
