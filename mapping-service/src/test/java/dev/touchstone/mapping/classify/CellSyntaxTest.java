package dev.touchstone.mapping.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mapping.ruleset.ShippedRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells by the documented grammar: M04, M05 and the project's reading of "Referring Website". */
class CellSyntaxTest {
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(textBlock = """
            # M05
            *email* | b2b-email-1 | true
            *email* | b2b-email   | true
            *email* | email-blast | true
            *email* | email       | true
            *email  | b2b-email-1 | false
            *email  | b2b-email   | true
            *email  | email-blast | false
            *email  | email       | true
            email*  | b2b-email-1 | false
            email*  | b2b-email   | false
            email*  | email-blast | true
            email*  | email       | true
            email   | b2b-email-1 | false
            email   | b2b-email   | false
            email   | email-blast | false
            email   | email       | true
            # M04
            facebook;fb;meta | fb       | true
            facebook;fb;meta | META     | true
            facebook;fb;meta | facebook2 | false
            face*;*fb;meta   | myFB     | true
            # any value but the empty one
            *       | x           | true
            *       | ''          | false
            # case
            LINKEDIN | linkedin   | true
            *ΔΟΣ*    | ΟΔΟΣΑ      | true
            оФис     | ОфИС       | true
            """, delimiter = '|')
    void cellsMatchAsDocumented(String cell, String value, boolean expected) {
        assertThat(matches(new RuleCells("", "", cell, "", ""), Keys.aSession().source(value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(textBlock = """
            facebook      | facebook.com/       | true
            facebook      | www.facebook.de     | true
            facebook      | m.facebook.com/x    | true
            facebook      | facebookmail.com    | false
            facebook      | notfacebook.com     | false
            facebook      | example.facebook    | false
            com           | example.com         | false
            example.com   | example.com:8080/a  | true
            example.com   | blog.example.com    | true
            example.com   | badexample.com      | false
            example.com   | example.com.evil.io | false
            www.example.com | example.com       | true
            exam*         | www.example.com     | true
            *.edu         | cs.stanford.edu     | true
            *wiki*        | en.wikipedia.org    | true
            *             | t.co                | true
            *             | ''                  | false
            intranet      | intranet/page       | true
            """, delimiter = '|')
    void referringWebsiteIsComparedWithTheHost(String cell, String referrer, boolean expected) {
        assertThat(matches(new RuleCells("", "", "", "", cell), Keys.aSession().referrer(referrer)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(textBlock = """
            facebook; fb      | SOURCE            | blank beside "fb"
            facebook,fb       | SOURCE            | comma
            facebook;;fb      | SOURCE            | empty alternative
            facebook;         | SOURCE            | empty alternative
            face*book         | SOURCE            | neither first nor last
            **                | SOURCE            | neither first nor last
            [Facebook         | REFERRING_WEBSITE | bracket without its partner
            [Facebook]        | SOURCE            | detectors are for Landing Page and Referring Website
            [Facebok]         | REFERRING_WEBSITE | unknown detector [Facebok]
            []                | LANDING_PAGE      | bracket without its partner
            """, delimiter = '|')
    void wrongCellsAreNamedWithWhatToWrite(String cell, Column column, String words) {
        assertThat(CellSyntax.problem(cell, column)).get().asString().contains(words);
    }

    @Test
    void rightCellsHaveNoProblem() {
        for (String cell : List.of("", "*", "a b", "Outbound Call*", "*push;*mobile*", "[Direct]", "[facebook];meta")) {
            assertThat(CellSyntax.problem(cell, Column.LANDING_PAGE)).as(cell).isEmpty();
        }
    }

    private static boolean matches(RuleCells cells, Keys key) {
        ChannelRule rule = new ChannelRule(new ChannelPath("Any", ""), cells, "");
        ChannelRules rules = new ChannelRules(List.of(rule), List.of());
        return new Classifier(rules, ShippedRules.load().lists())
                        .classify(key.key())
                        .rowNumber()
                == 1;
    }
}
