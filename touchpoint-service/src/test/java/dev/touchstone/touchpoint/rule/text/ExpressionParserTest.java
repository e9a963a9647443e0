package dev.touchstone.touchpoint.rule.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ''                                              |  1 | a field such as Campaign.Type was expected, but the text ends
            Type is null                                    |  1 | a field such as Campaign.Type was expected, but `Type` came
            Campaign. is null                               |  1 | a field such as Campaign.Type was expected
            Opportunity.Name is null                        |  1 | a field of Lead, Contact, Campaign, CampaignMember
            Campaign.Type                                   | 14 | a test (`is equal to`, `is not equal to`, `contains`
            Campaign.Type equals "x"                        | 15 | a test (`is equal to`
            Campaign.Type is eqal to "x"                    | 18 | a test (`is equal to`, `is not equal to`, `is greater than`
            Campaign.Type does not contains "x"             | 24 | a test (`does not contain`, `does not start with`
            Campaign.Type = "x"                             | 15 | tests are written as words
            Campaign.Type is equal to                       | 26 | a value such as "Webinar", 90, true or 2017-03-01 was expected, but the text ends
            Campaign.Type is equal to Webinar               | 27 | a text stands in double quotes: "Webinar"
            Task.Subject is equal to Conversation in Drift and Task.Type is null | 26 | a text stands in double quotes: "Conversation in Drift"
            Campaign.Type contains null                     | 24 | an empty field is tested with `is null`
            Campaign.Type is equal to "x                    | 29 | the text that begins at column 27 does not end
            Campaign.Type is equal to "x\\"                 | 31 | the text that begins at column 27 does not end
            Campaign.Type is equal to \u201Cx\u201D         | 27 | texts stand in straight double quotes
            Campaign.Type is equal to `x`                   | 27 | was expected, but ``` came
            Campaign.Type is null Campaign.Id is null       | 23 | `and`, `or` or the end was expected, but `Campaign.Id` came
            Campaign.Type is null and                       | 26 | a field such as Campaign.Type was expected, but the text ends
            Campaign.Type is null && Campaign.Id is null    | 23 | write `and` instead of `&`
            (Campaign.Type is null                          | 23 | `and`, `or` or `)` was expected, but the text ends
            Campaign.Type is null)                          | 22 | `and`, `or` or the end was expected, but `)` came
            (Campaign.A is null or Campaign.B is null) and Campaign.C is null | 1 | `or` cannot stand within what `and` joins
            Campaign.C is null and (Campaign.A is null or Campaign.B is null) | 24 | `or` cannot stand within what `and` joins
            Campaign.Name is one of ("a", "b"               | 34 | `,` or `)` was expected, but the text ends
            Campaign.Name is one of ()                      | 26 | a value such as "Webinar", 90, true or 2017-03-01 was expected, but `)` came
            Campaign.Name is one of "a",                    | 29 | a value such as
            Campaign.Cost__c is between 1, 5                | 30 | `and` and the greater bound was expected, but `,` came
            Task.CreatedDate is less than 5/30/2019         | 31 | a day is written year-month-day, such as 2017-03-01, but `5/30/2019` came
            Task.CreatedDate is less than 2019-02-30        | 31 | there is no `2019-02-30`
            Task.CreatedDate is less than 2019-02-03T10:00:00 | 31 | there is no `2019-02-03T10:00:00`
            Task.CreatedDate is less than 0000-02-03        | 31 | but `0000-02-03` came
            Task.CreatedDate is less than 9999-12-31T23:59:59-01:00 | 31 | a time from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999Z
            Task.CreatedDate is less than 30 days           | 38 | `ago` was expected, but the text ends; days to come are written `in 30 days`
            Task.CreatedDate is less than in 30             | 36 | `days` was expected
            Task.CreatedDate is less than 1.5 days ago      | 31 | a whole number of days up to 36500
            Task.CreatedDate is less than 36501 days ago    | 31 | a whole number of days up to 36500
            Campaign.Cost__c is equal to 1e5                | 30 | a number such as 12.50
            Campaign.Cost__c is equal to 1.                 | 30 | a number such as 12.50
            Campaign.Name is equal to "\uD83D\uDE00" x      | 31 | `and`, `or` or the end was expected, but `x` came
            """)
    void whatCannotBeReadIsToldWithItsColumn(String text, int column, String message) {
        Parsed<ParsedExpression> parsed = ExpressionParser.parse(text);

        assertThat(parsed).isInstanceOfSatisfying(Parsed.Failed.class, failed -> {
            assertThat(failed.message()).contains(message);
            assertThat(failed.column()).isEqualTo(column);
        });
    }

    @Test
    void columnsOfPiecesAreKept() {
        ParsedExpression parsed = ExpressionParser.parse(
                        "Campaign.Name contains \"\uD83D\uDE00\" or (Campaign.Id is one of \"a\", \"b\" and Campaign.Id is null)")
                .orElseThrow();

        assertThat(parsed.columns())
                .containsExactly(
                        List.of(new ParsedExpression.Columns(1, 15, List.of(24))),
                        List.of(
                                new ParsedExpression.Columns(32, 44, List.of(54, 59)),
                                new ParsedExpression.Columns(67, 79, List.of())));
    }

    @Test
    void parenthesesWithoutEndAreRefusedCalmly() {
        assertThat(ExpressionParser.parse("(".repeat(20_000))).isInstanceOf(Parsed.Failed.class);
        assertThat(ExpressionParser.parse("(".repeat(50) + "Campaign.Id is null" + ")".repeat(50)))
                .isInstanceOf(Parsed.Done.class);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 500);
    }

    /** Any text is read or refused with a column that is in it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void damagedTextsAreReadOrRefused(long seed) {
        String text = DamagedText.of(seed);

        Parsed<ParsedExpression> parsed = ExpressionParser.parse(text);

        switch (parsed) {
            case Parsed.Done<ParsedExpression>(ParsedExpression done) ->
                assertThat(ExpressionParser.parse(ExpressionText.of(done.expression()))
                                .map(ParsedExpression::expression)
                                .orElseThrow())
                        .as(text)
                        .isEqualTo(done.expression());
            case Parsed.Failed<ParsedExpression>(int column, String message) -> {
                assertThat(column).as(text).isBetween(1, text.codePointCount(0, text.length()) + 1);
                assertThat(message).as(text).isNotBlank();
            }
        }
    }
}
