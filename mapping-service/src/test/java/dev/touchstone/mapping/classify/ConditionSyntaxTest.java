package dev.touchstone.mapping.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Further conditions as a line of text. */
class ConditionSyntaxTest {
    private static final RuleCondition EVENTS =
            RuleCondition.of(RuleField.LANDING_PATH, false, new RuleCondition.Cell("/events*"));

    @Test
    void lineHoldsGroupsOfConditions() {
        String line = "Landing Path = /events* & Parameter.promo != 5off | Campaign ~ ^q[1-4] & Landing Host !~ \\.de$";
        List<ConditionGroup> groups = List.of(
                new ConditionGroup(List.of(
                        EVENTS,
                        new RuleCondition(RuleField.QUERY_PARAMETER, "promo", true, new RuleCondition.Cell("5off")))),
                new ConditionGroup(List.of(
                        RuleCondition.of(RuleField.CAMPAIGN, false, new RuleCondition.Regex("^q[1-4]")),
                        RuleCondition.of(RuleField.LANDING_HOST, true, new RuleCondition.Regex("\\.de$")))));
        assertThat(ConditionSyntax.parse(line)).isEqualTo(groups);
        assertThat(ConditionSyntax.format(groups)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            'landing path=/events*'                        ; 'Landing Path = /events*'
            '  Campaign   =  a b  |Medium=c'               ; 'Campaign = a b | Medium = c'
            'Campaign = "a b"'                             ; 'Campaign = a b'
            'Campaign ~ "^(a|b)&\\\\d"'                    ; 'Campaign ~ "^(a|b)&\\\\d"'
            'Campaign ~ ^a\\d"'                            ; ''
            'Campaign = "say \\"hi\\""'                    ; 'Campaign = "say \\"hi\\""'
            'PARAMETER.Promo-Code = x'                     ; 'Parameter.promo-code = x'
            'Landing Page = [AdWords Paid Search]'         ; 'Landing Page = [AdWords Paid Search]'
            'Click Marker != *'                            ; 'Click Marker != *'
            'Campaign = a=b~c!d'                           ; 'Campaign = a=b~c!d'
            ''                                             ; ''
            """)
    void lineIsWrittenInOneWay(String line, String written) {
        if (written.isEmpty() && !line.isEmpty()) {
            assertThat(ConditionSyntax.problem(line)).isPresent();
        } else {
            assertThat(ConditionSyntax.problem(line)).isEmpty();
            assertThat(ConditionSyntax.format(ConditionSyntax.parse(line))).isEqualTo(written);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            'Campain = x'                       ; 'at column 1: expected a field, one of Campaign, Medium'
            'Campaign = x & '                   ; 'at column 16: expected a field'
            'Campaign = a | b'                  ; 'at column 16: expected a field'
            'Campaign'                          ; 'at column 9: expected =, !=, ~ or !~'
            'Campaign ! x'                      ; 'at column 11: expected =, !=, ~ or !~'
            'Campaign ='                        ; 'at column 11: "" is empty: write a cell, or != * for an empty value'
            '😀 = x'                            ; 'at column 1: expected a field'
            'Campaign = 😀 & x'                 ; 'at column 16: expected a field'
            'Campaign = x"y'                    ; 'at column 13: expected no " within a value'
            'Campaign = "x'                     ; 'at column 12: expected a " at the end'
            'Campaign = "x" y'                  ; 'at column 16: expected & or | or the end'
            'Campaign = "x\\y"'                 ; 'at column 15: expected " or \\ behind a \\'
            'Campaign = [Direct]'               ; 'detectors are for Landing Page and Referring Website'
            'Landing Page = [Direct],x'         ; 'has a comma'
            'Landing Page = [Nobody]'           ; 'names the unknown detector [Nobody]'
            'Referring Website = /x'            ; 'names no host'
            'Campaign = a*b'                    ; 'neither first nor last'
            'Campaign ~ (a'                     ; 'at column 12: "(a" is no regular expression of RE2: missing closing )'
            'Campaign ~ (a)\\1'                 ; 'is no regular expression of RE2: invalid escape sequence'
            'Campaign ~ (a{99}){99}'            ; 'repeats too much: write at most 5000'
            'Campaign ~'                        ; 'is empty: write a regular expression'
            'Parameter. = x'                    ; 'the name of a query parameter has 1 to 100 characters'
            'Parameter.a b = x'                 ; 'in lower case and without blanks'
            """)
    void problemNamesTheColumnAndWhatWasExpected(String line, String words) {
        assertThat(ConditionSyntax.problem(line)).get().asString().contains(words);
        assertThatThrownBy(() -> ConditionSyntax.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void detectorIsTheWholeCellOfACondition() {
        RuleCondition among = RuleCondition.of(RuleField.LANDING_PAGE, false, new RuleCondition.Cell("[Direct];x"));
        assertThat(ConditionSyntax.problem(among)).get().asString().contains("whole cell of a condition");
    }

    @Test
    void limitsAreNamed() {
        assertThat(ConditionSyntax.problem(Collections.nCopies(21, new ConditionGroup(List.of(EVENTS)))))
                .contains("has 21 groups: write at most 20");
        assertThat(ConditionSyntax.problem(List.of(new ConditionGroup(List.of()))))
                .contains("has 0 conditions in group 1: write 1 to 20");
        assertThat(ConditionSyntax.problem(List.of(new ConditionGroup(Collections.nCopies(21, EVENTS)))))
                .contains("has 21 conditions in group 1: write 1 to 20");
        assertThat(ConditionSyntax.problem(String.join(" | ", Collections.nCopies(21, "Campaign = x"))))
                .get()
                .asString()
                .contains("write at most 20 groups");
        assertThat(ConditionSyntax.problem(String.join(" & ", Collections.nCopies(21, "Campaign = x"))))
                .get()
                .asString()
                .contains("write at most 20 conditions");
        assertThat(ConditionSyntax.problem("Campaign = " + "x".repeat(20_000)))
                .contains("has 20011 characters: write at most 20000");
        assertThat(ConditionSyntax.problem(
                        RuleCondition.of(RuleField.CAMPAIGN, false, new RuleCondition.Regex("x".repeat(1_001)))))
                .get()
                .asString()
                .contains("has 1001 characters: write at most 1000");
    }

    @Test
    void wrongStructuresAreWrittenToo() {
        RuleCondition empty = RuleCondition.of(RuleField.CAMPAIGN, false, new RuleCondition.Cell(""));
        assertThat(ConditionSyntax.format(List.of(new ConditionGroup(List.of(empty)))))
                .isEqualTo("Campaign = \"\"");
        RuleCondition stray = new RuleCondition(RuleField.CAMPAIGN, "promo", false, new RuleCondition.Cell("x"));
        assertThat(ConditionSyntax.problem(stray)).contains("Campaign has no parameter: only Parameter.name does");
    }
}
