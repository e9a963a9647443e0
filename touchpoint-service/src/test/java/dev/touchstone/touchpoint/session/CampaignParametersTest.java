package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement, section 4.4. */
class CampaignParametersTest {
    @Test
    void readsAllFiveAndTheMarkers() {
        assertThat(
                        CampaignParameters.parse(
                                "utm_source=linkedin&utm_medium=paidsocial&utm_campaign=c&utm_content=d&utm_term=e&gclid=1&_bt=2"))
                .isEqualTo(new CampaignParameters("linkedin", "paidsocial", "c", "d", "e", List.of("_bt", "gclid")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            M18                                      | utm_campaign=SU%20-%20ABC                | SU - ABC
            plus is a blank                          | utm_campaign=SU+-+ABC                    | SU - ABC
            an encoded plus stays                    | utm_campaign=a%2Bb                       | a+b
            lower-case hexadecimal                   | utm_campaign=%c3%bcbung                  | übung
            four bytes                               | utm_campaign=%F0%9F%98%80                | 😀
            blanks at the ends are cut               | utm_campaign=%20+x%20                    | x
            an encoded ampersand is part             | utm_campaign=a%26b%3Dc                   | a&b=c
            an equals sign is part                   | utm_campaign=a=b                         | a=b
            unencoded letters                        | utm_campaign=übung 1                     | übung 1
            unencoded and encoded                    | utm_campaign=ü%C3%BC                     | üü
            a bare percent stays                     | utm_campaign=100%                        | 100%
            a percent before one digit stays         | utm_campaign=100%2                       | 100%2
            a percent before letters stays           | utm_campaign=100%zz+x                    | 100%zz x
            a percent before a percent stays         | utm_campaign=%%41                        | %A
            decoded once only                        | utm_campaign=%2541                       | %41
            NUL is dropped                           | utm_campaign=a%00b                       | ab
            broken UTF-8 becomes a replacement       | utm_campaign=a%C3(b                      | a\uFFFD(b
            a surrogate in UTF-8 is broken           | utm_campaign=x%ED%A0%80                  | x\uFFFD
            NUL in two bytes is broken, not NUL      | utm_campaign=x%C0%80                     | x\uFFFD\uFFFD
            the first of two counts                  | utm_campaign=a&utm_campaign=b            | a
            the first with a value counts            | utm_campaign=&utm_campaign=+&utm_campaign=b | b
            names in any case                        | UTM_Campaign=Spring                      | Spring
            the first in any case                    | Utm_Campaign=a&utm_campaign=b            | a
            empty pieces are passed over             | &&utm_campaign=a&&                       | a
            after pieces without value               | x&y&utm_campaign=a                       | a
            an equals sign alone                     | =&=x&utm_campaign=a                      | a
            not by the beginning of the name         | utm_campaign_id=7&utm_campaign=a         | a
            """)
    void decodesLeniently(String sentence, String query, String campaign) {
        assertThat(CampaignParameters.parse(query))
                .as(sentence)
                .isEqualTo(new CampaignParameters("", "", campaign, "", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "=",
                "a=b",
                "utm_source",
                "utm_source=",
                "utm_source=&utm_medium=",
                "utm_source=%20",
                "utm_source=%00",
                "xutm_source=a",
                "utm_id=7",
                "utmsource=a",
                "utm_=a",
                "gclid",
                "gclid=",
                "xgclid=1",
                "fbclid=&gclid=&a=gclid"
            })
    void namesNoEffort(String query) {
        assertThat(CampaignParameters.parse(query).isEmpty()).isTrue();
        assertThat(CampaignParameters.parse(query)).isEqualTo(CampaignParameters.NONE);
    }

    @Test
    void markersCountOnceByNameInAnyCaseAndAreSorted() {
        assertThat(CampaignParameters.parse("msclkid=3&GCLID=1&fbclid=&gclid=2&_BL=84186217&li_fat_id")
                        .clickMarkers())
                .containsExactly("_bl", "gclid", "msclkid");
    }

    /** What the detectors of mapping-service look for must reach it: both lists are kept by hand. */
    @ParameterizedTest
    @MethodSource("markersOfMappingService")
    void knowsEveryClickMarkerOfMappingService(String marker) {
        assertThat(CampaignParameters.parse("a=b&" + marker + "=x"))
                .isEqualTo(new CampaignParameters("", "", "", "", "", List.of(marker)));
    }

    static List<String> markersOfMappingService() throws IOException {
        return Files.readAllLines(Path.of("../mapping-service/src/main/resources/detect/clicks.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    /** Tags of the replaced product that say nothing of the channel, but that a new visit began. */
    @ParameterizedTest
    @ValueSource(strings = {"_bm", "_bn"})
    void knowsTheOtherTagsOfTheReplacedProduct(String marker) {
        assertThat(CampaignParameters.parse(marker + "=x").clickMarkers()).containsExactly(marker);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageNeverThrowsAndNeverGivesNul(long seed) {
        Garbage garbage = new Garbage(seed);
        for (int i = 0; i < 10_000; i++) {
            String text = garbage.next();
            CampaignParameters parsed = CampaignParameters.parse(i % 2 == 0 ? text : "utm_source=%" + text);
            String all = parsed.utmSource()
                    + parsed.utmMedium()
                    + parsed.utmCampaign()
                    + parsed.utmContent()
                    + parsed.utmTerm();
            // A NUL that is there unencoded was refused with the whole address before.
            if (text.indexOf('\0') < 0) {
                assertThat(all).as("seed %d, text %d", seed, i).doesNotContain("\0");
            }
            assertThat(parsed.utmSource())
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(parsed.utmSource().strip());
            assertThat(parsed.clickMarkers())
                    .as("seed %d, text %d", seed, i)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(marker -> text.toLowerCase(Locale.ROOT).contains(marker + "="));
        }
    }
}
