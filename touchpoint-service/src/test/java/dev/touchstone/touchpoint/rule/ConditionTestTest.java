package dev.touchstone.touchpoint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.text.ExpressionParser;
import dev.touchstone.touchpoint.rule.text.ParsedExpression;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests mean (requirement, section 3.3). Values are written as in rules; the zone is five hours behind UTC in winter. */
class ConditionTestTest {
    private static final RuleCircumstances CIRCUMSTANCES =
            new RuleCircumstances(ZoneId.of("America/New_York"), LocalDate.of(2017, 3, 5));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            is equal to "webinar"                        | "Webinar"                 | true
            is equal to "webinar"                        | "Webinars"                | false
            is equal to "webinar"                        | " webinar"                | false
            is equal to "webinar"                        | null                      | false
            is equal to "\u00DCBUNG"                     | "\u00FCbung"              | true
            is equal to "\u03C3\u03B1\u03C3"             | "\u03A3\u0391\u03A3"      | true
            is equal to "5"                              | 5                         | true
            is equal to "TRUE"                           | true                      | true
            is equal to 5                                | 5.00                      | true
            is equal to 5                                | 5.01                      | false
            is equal to 5                                | "5"                       | false
            is equal to true                             | true                      | true
            is equal to true                             | false                     | false
            is equal to true                             | null                      | false
            is equal to 2017-03-01                       | 2017-03-01                | true
            is equal to 2017-03-01                       | 2017-03-01T05:00:00Z      | true
            is equal to 2017-03-01                       | 2017-03-02T04:59:59Z      | true
            is equal to 2017-03-01                       | 2017-03-02T05:00:00Z      | false
            is equal to 2017-03-01T12:00:00Z             | 2017-03-01T12:00:00Z      | true
            is equal to 2017-03-01T12:00:00Z             | 2017-03-01T12:00:00.000001Z | false
            is equal to today                            | 2017-03-05T23:00:00Z      | true
            is equal to today                            | 2017-03-05T04:00:00Z      | false
            is not equal to "webinar"                    | "WEBINAR"                 | false
            is not equal to "webinar"                    | "Dinner"                  | true
            is not equal to "webinar"                    | null                      | true
            is not equal to 5                            | 5                         | false
            is not equal to 5                            | null                      | true
            contains "bin"                               | "Webinar"                 | true
            contains "BIN"                               | "Webinar"                 | true
            contains "bin"                               | "Dinner"                  | false
            contains "bin"                               | null                      | false
            contains "\u03C3"                            | "\u03A3\u0391\u03A3"      | true
            does not contain "bin"                       | "Webinar"                 | false
            does not contain "bin"                       | null                      | true
            starts with "web"                            | "Webinar"                 | true
            starts with "inar"                           | "Webinar"                 | false
            starts with "web"                            | null                      | false
            does not start with "web"                    | "Webinar"                 | false
            does not start with "web"                    | null                      | true
            ends with "NAR"                              | "Webinar"                 | true
            ends with "web"                              | "Webinar"                 | false
            ends with "\u03C3"                           | "\u03B1\u03A3"            | true
            does not end with "nar"                      | "Webinar"                 | false
            does not end with "nar"                      | null                      | true
            matches any ("a*", "webinar")                | "Webinar"                 | true
            matches any ("web")                          | "Webinar"                 | false
            matches any ("web*")                         | "Webinar"                 | true
            matches any ("*nar")                         | "Webinar"                 | true
            matches any ("*bin*")                        | "Webinar"                 | true
            matches any ("w*n*r")                        | "Webinar"                 | true
            matches any ("w*r*n")                        | "Webinar"                 | false
            matches any ("ab*ba")                        | "aba"                     | false
            matches any ("*")                            | "Webinar"                 | true
            matches any ("*")                            | null                      | false
            matches any ("a.c")                          | "abc"                     | false
            does not match any ("a*", "webinar")         | "Webinar"                 | false
            does not match any ("a*")                    | "Webinar"                 | true
            does not match any ("a*")                    | null                      | true
            is greater than 90                           | 90                        | false
            is greater than 90                           | 90.01                     | true
            is greater than 90                           | "91"                      | false
            is greater than 90                           | null                      | false
            is greater than 2017-03-01                   | 2017-03-02T04:59:59Z      | false
            is greater than 2017-03-01                   | 2017-03-02T05:00:00Z      | true
            is less than 90                              | 89.9                      | true
            is less than 90                              | 90                        | false
            is less than 90                              | null                      | false
            is less than 2017-03-01                      | 2017-02-28                | true
            is less than 30 days ago                     | 2017-02-02                | true
            is less than 30 days ago                     | 2017-02-03                | false
            is greater or equal than 90                  | 90                        | true
            is greater or equal than 90                  | 89                        | false
            is greater or equal than in 1 day            | 2017-03-06                | true
            is greater or equal than 90                  | null                      | false
            is less or equal than 90                     | 90                        | true
            is less or equal than 90                     | 91                        | false
            is less or equal than 90                     | null                      | false
            is less or equal than 2016-12-31             | 2017-01-01T04:00:00Z      | true
            is one of ("Webinar", "dinner")              | "Dinner"                  | true
            is one of ("Webinar", "dinner")              | "Lunch"                   | false
            is one of ("Webinar")                        | null                      | false
            is one of (1, 2.5)                           | 2.50                      | true
            is one of (2017-03-01, today)                | 2017-03-05T12:00:00Z      | true
            is not one of ("Webinar", "dinner")          | "Dinner"                  | false
            is not one of ("Webinar", "dinner")          | null                      | true
            is between 1 and 5                           | 1                         | true
            is between 1 and 5                           | 5                         | true
            is between 1 and 5                           | 5.1                       | false
            is between 1 and 5                           | null                      | false
            is between 2017-03-01 and 2017-03-02         | 2017-03-03T04:59:59Z      | true
            is between 7 days ago and today              | 2017-02-26                | true
            is between 7 days ago and today              | 2017-02-25                | false
            matches regex "^web.*r$"                     | "Webinar"                 | true
            matches regex "B[IY]N"                       | "Webinar"                 | true
            matches regex "\\bbin"                       | "Webinar"                 | false
            matches regex "bin"                          | null                      | false
            does not match regex "bin"                   | "Webinar"                 | false
            does not match regex "bin"                   | null                      | true
            is null                                      | null                      | true
            is null                                      | "x"                       | false
            is not null                                  | false                     | true
            is not null                                  | null                      | false
            """)
    void eachTestMeansWhatItSays(String test, String value, boolean expected) {
        assertThat(holds(test, value)).isEqualTo(expected);
    }

    @Test
    void theTableHasEveryTest() throws NoSuchMethodException {
        String table = ConditionTestTest.class
                .getDeclaredMethod("eachTestMeansWhatItSays", String.class, String.class, boolean.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        Set<Operator> missing = Arrays.stream(Operator.values())
                .filter(operator -> table.lines().noneMatch(line -> line.startsWith(operator.text() + " ")))
                .collect(Collectors.toSet());
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            A05 | is less than 2019-05-30              | 2019-05-29T15:00:00Z | true
            A05 | is less than 2019-05-30              | 2019-05-30T15:00:00Z | false
            A05 | is equal to "Conversation in Drift"  | "conversation in drift" | true
            A06 | matches any ("social*", "*paid")     | "social-media"       | true
            A06 | matches any ("social*", "*paid")     | "prepaid"            | true
            A06 | matches any ("social*", "*paid")     | "unsocial"           | false
            A07 | is greater than 90                   | 90                   | false
            A07 | is greater than 90                   | 91                   | true
            C18 | contains "ebook"                     | "Bizible Ebook"      | true
            R01 | is less or equal than 2016-12-31     | 2016-12-31           | true
            R01 | is less or equal than 2016-12-31     | 2017-01-01           | false
            R05 | is null                              | null                 | true
            R05 | is null                              | "https://a.com/form" | false
            """)
    void theScenariosHold(String scenario, String test, String value, boolean expected) {
        assertThat(holds(test, value)).as(scenario).isEqualTo(expected);
    }

    private static boolean holds(String test, String value) {
        return ConditionTest.of(condition(test), CIRCUMSTANCES).holds(value.equals("null") ? null : value(value));
    }

    private static Condition condition(String test) {
        return ExpressionParser.parse("Campaign.Field " + test)
                .map(ParsedExpression::expression)
                .orElseThrow()
                .conditions()
                .findFirst()
                .orElseThrow();
    }

    private static FieldValue value(String text) {
        List<Operand> operands = condition("is equal to " + text).values();
        return ((Operand.Fixed) operands.getFirst()).value();
    }
}
