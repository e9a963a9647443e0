package dev.touchstone.touchpoint.rule.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.RandomRules;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTextTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readingWhatWasWrittenGivesTheSame(long seed) {
        for (RandomRules random : new RandomRules[] {RandomRules.typed(seed), RandomRules.mixed(seed)}) {
            Expression expression = random.expression();
            String text = ExpressionText.of(expression);

            assertThat(read(text)).as("seed %d: %s", seed, text).isEqualTo(expression);
            assertThat(ExpressionText.of(read(text))).as("seed %d", seed).isEqualTo(text);
            assertThat(text.chars().filter(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029))
                    .as("characters that break or hide in the line, seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            Campaign.Type is equal to "Webinar"                  | Campaign.Type is equal to "Webinar"
            campaign.type IS Equal TO "Webinar"                  | Campaign.type is equal to "Webinar"
            (((Campaign.Type is null)))                          | Campaign.Type is null
            Campaign.Type is equal to null                       | Campaign.Type is null
            Campaign.Type is not equal to NULL                   | Campaign.Type is not null
            Campaign.Cost__c is greater than or equal to 90      | Campaign.Cost__c is greater or equal than 90
            Campaign.Cost__c is less than or equal to -1.50      | Campaign.Cost__c is less or equal than -1.5
            Campaign.Cost__c is greater or equal to 007          | Campaign.Cost__c is greater or equal than 7
            Campaign.Cost__c is less or equal to 1               | Campaign.Cost__c is less or equal than 1
            Campaign.Cost__c is between 1 and 5 and Campaign.Id is null | Campaign.Cost__c is between 1 and 5 and Campaign.Id is null
            Campaign.Name matches any "a", "b*"                  | Campaign.Name matches any ("a", "b*")
            Campaign.Name matches any ("a","b*")                 | Campaign.Name matches any ("a", "b*")
            Campaign.Name is one of "a" or Campaign.Name is not one of ("b") | Campaign.Name is one of ("a") or Campaign.Name is not one of ("b")
            Campaign.Name contains "say \\"hi\\" \\\\ \\d \\n"   | Campaign.Name contains "say \\"hi\\" \\\\ \\\\d \\n"
            Campaign.Name contains "\\u0041\\u00e9\\uZZZZ"       | Campaign.Name contains "A\u00E9\\\\uZZZZ"
            Campaign.CreatedDate is less than 2017-03-01         | Campaign.CreatedDate is less than 2017-03-01
            Campaign.CreatedDate is less than 2017-03-01T10:00:00+02:00 | Campaign.CreatedDate is less than 2017-03-01T08:00:00Z
            Campaign.CreatedDate is less than 2017-03-01T10:00Z  | Campaign.CreatedDate is less than 2017-03-01T10:00:00Z
            Campaign.CreatedDate is less than 2017-03-01t10:00:00.1234567z | Campaign.CreatedDate is less than 2017-03-01T10:00:00.123456Z
            Campaign.CreatedDate is equal to TODAY               | Campaign.CreatedDate is equal to today
            Campaign.CreatedDate is equal to 0 days ago          | Campaign.CreatedDate is equal to today
            Campaign.CreatedDate is equal to 1 day ago           | Campaign.CreatedDate is equal to 1 day ago
            Campaign.CreatedDate is equal to in 1 days           | Campaign.CreatedDate is equal to in 1 day
            Campaign.CreatedDate is between 30 days ago and today | Campaign.CreatedDate is between 30 days ago and today
            Campaign.A is null or Campaign.B is null and Campaign.C is null | Campaign.A is null or Campaign.B is null and Campaign.C is null
            Campaign.A is null OR (Campaign.B is null AND Campaign.C is null) | Campaign.A is null or Campaign.B is null and Campaign.C is null
            (Campaign.A is null or Campaign.B is null) or Campaign.C is null | Campaign.A is null or Campaign.B is null or Campaign.C is null
            (Campaign.A is null and Campaign.B is null) and (Campaign.C is null) | Campaign.A is null and Campaign.B is null and Campaign.C is null
            Lead.My.Field_2__c is equal to False                 | Lead.My.Field_2__c is equal to false
            """)
    void spellingsOfTheSameBecomeOne(String written, String expected) {
        assertThat(ExpressionText.of(read(written))).isEqualTo(expected);
        assertThat(ExpressionText.of(read(expected))).isEqualTo(expected);
    }

    @Test
    void andBindsMoreTightlyThanOr() {
        assertThat(read("Campaign.A is null or Campaign.B is null and Campaign.C is null")
                        .groups())
                .extracting(List::size)
                .containsExactly(1, 2);
    }

    private static Expression read(String text) {
        return ExpressionParser.parse(text).map(ParsedExpression::expression).orElseThrow();
    }
}
