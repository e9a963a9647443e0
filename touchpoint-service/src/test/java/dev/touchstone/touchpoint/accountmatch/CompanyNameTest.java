package dev.touchstone.touchpoint.accountmatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyNameTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ACME                           | acme
            Acme, Inc.                     | acme
            ~  Acme   Corp ~               | acme
            Acme GmbH & Co. KG             | acme
            Acme S.A.                      | acme
            Acme A/S                       | acme
            Acme Sp. z o.o.                | acme
            Acme Company Limited           | acme
            The Acme Co                    | acme
            Inc                            | inc
            The Co                         | the
            Co Inc                         | co
            Incubator Labs                 | incubator labs
            Müller & Söhne OHG             | muller and sohne
            STRASSENBAU Groß AG            | strassenbau gross
            Ærø Æbler                      | aero aebler
            Łódź Đuro                      | lodz duro
            ГАЗПРОМ                        | газпром
            ΑΘΗΝΑ                          | αθηνα
            东京                           | 东京
            O’Neil's Pub                   | oneils pub
            Yahoo! (Japan)                 | yahoo japan
            Hewlett-Packard                | hewlett packard
            A.B. Dick                      | ab dick
            AC/DC                          | acdc
            [x]^y\\z                       | x y z
            !?                             | ~~
            ~~                             | ~~
            """)
    void foldsCasePunctuationAndLegalForms(String name, String folded) {
        assertThat(CompanyName.fold(name)).isEqualTo(folded);
    }
}
