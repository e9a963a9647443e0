package dev.touchstone.touchpoint.touchpointfield;

import static dev.touchstone.touchpoint.touchpointfield.Fields.REGIONS;
import static dev.touchstone.touchpoint.touchpointfield.Fields.concatenates;
import static dev.touchstone.touchpoint.touchpointfield.Fields.extracts;
import static dev.touchstone.touchpoint.touchpointfield.Fields.field;
import static dev.touchstone.touchpoint.touchpointfield.Fields.mapsTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requirement, section 4.6. */
class CalculatedFieldsTest {
    private static final FieldName X = field("Touchpoint.X");

    /** The pages and patterns of the requirement, then what the words "anywhere", "first" and "case" mean. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promo=(\\w+)                | ?promo=5OFF                                         | 5OFF",
                "cid=(\\d{6})                | ?cid=123456                                         | 123456",
                "country=(\\w{2})            | ?trackID=123456&country=US&campaign_ID=7890         | US",
                "BZ=(\\d{2})-\\d{2}-\\d{2}-\\d{2}-\\d{2} | ?BZ=04-01-09-03-10                      | 04",
                "campaign_ID=(\\d{6})        | ?trackID=123456&country=US&campaign_ID=7890         |",
                "promo=(\\w+)                | https://acme.com/a?x=1&PROMO=Summer&promo=b         | Summer",
                "(?-i)promo=(\\w+)           | ?PROMO=Summer&promo=b                               | b",
                "promo=(\\w*)                | ?promo=&promo=b                                     |",
                "a(b)?                       | xa ab                                               |",
                "/(\\p{L}+)/                 | https://acme.com/größe/                             | größe",
            })
    void extractionTakesItsGroup(String pattern, String text, @Nullable String expected) {
        assertThat(value(
                        List.of(extracts("X", "Touchpoint.LandingPageRaw", pattern)),
                        X,
                        Map.of("Touchpoint.LandingPageRaw", text)))
                .isEqualTo(expected);
    }

    /** M20. */
    @ParameterizedTest
    @CsvSource({
        "?BZ=04-01-09-03-10, 04, EMEA",
        "?BZ=01-01-09-03-10, 01, NA",
        "?BZ=05-01-09-03-10, 05,",
        "?campaign_ID=7890,,",
    })
    void m20RegionIsCutOutAndThenLookedUp(String page, @Nullable String region, @Nullable String name) {
        Map<String, String> touchpoint = Map.of("Touchpoint.LandingPageRaw", page);

        assertThat(value(REGIONS, field("Touchpoint.Region"), touchpoint)).isEqualTo(region);
        assertThat(value(REGIONS, field("touchpoint.REGIONNAME"), touchpoint)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"enterprise, Big", "ENTERPRISE, Big", "straße, Road", "STRAßE, Road", "smb, Small", "'', "})
    void tableIsAskedWhateverTheCaseAndGivesNothingForNoValue(String segment, @Nullable String expected) {
        List<TouchpointField> fields =
                List.of(mapsTo("X", "Lead.Segment__c", "Small", "Enterprise", "Big", "Straße", "Road"));

        assertThat(value(fields, X, Map.of("Lead.Segment__c", segment))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Enterprise, A, Enterprise_A", "Enterprise, '', ", "'', A, "})
    void halfAConcatenationIsNone(String segment, String grade, @Nullable String expected) {
        List<TouchpointField> fields = List.of(concatenates("X", "Lead.Segment__c", "_", "Lead.Grade__c"));

        assertThat(value(fields, X, Map.of("Lead.Segment__c", segment, "Lead.Grade__c", grade)))
                .isEqualTo(expected);
    }

    @Test
    void numbersAreTheTextThatNamesShow() {
        CalculatedFields fields = CalculatedFields.of(List.of(concatenates("X", "Campaign.Cost__c", "k")));
        FieldValue cost = new FieldValue.Decimal(new BigDecimal("12.50"));

        assertThat(fields.of(field -> cost).value(X)).isEqualTo(new FieldValue.Text("12.5k"));
    }

    /** Each joins the one before ten times: without a limit this would be ten to the power of a hundred characters. */
    @Test
    void valueDoesNotGrowWithoutMeasure() {
        List<TouchpointField> fields = new ArrayList<>();
        fields.add(extracts("F0", "Touchpoint.Source", "(.*)"));
        IntStream.range(1, 100).forEach(i -> {
            String[] parts = new String[10];
            Arrays.fill(parts, "Touchpoint.F" + (i - 1));
            fields.add(concatenates("F" + i, parts));
        });

        String value = value(fields, field("Touchpoint.F99"), Map.of("Touchpoint.Source", "a\uD83D\uDE00b"));

        assertThat(value).hasSizeBetween(999, 1_000);
        assertThat(Character.isHighSurrogate(value.charAt(value.length() - 1))).isFalse();
    }

    /** A field that a hundred rules test is computed once, and one that none tests never. */
    @Test
    void recordsAreAskedOnceAndOnlyForWhatIsWanted() {
        Map<FieldName, Integer> asked = new HashMap<>();
        FieldSource records = field -> {
            asked.merge(field, 1, Integer::sum);
            return new FieldValue.Text("?BZ=04-01-09-03-10");
        };
        CalculatedFields fields = CalculatedFields.of(
                List.of(REGIONS.get(0), REGIONS.get(1), extracts("Other", "Touchpoint.Source", "(x)")));
        CalculatedFields.Values values = fields.of(records);

        assertThat(asked).isEmpty();
        IntStream.range(0, 100).forEach(i -> values.value(field("Touchpoint.RegionName")));
        values.value(field("Touchpoint.Region"));

        assertThat(asked).isEqualTo(Map.of(field("Touchpoint.LandingPageRaw"), 1));
    }

    @Test
    void fieldIsMadeFromWhatItsInputsAreMadeFrom() {
        CalculatedFields fields = CalculatedFields.of(REGIONS);

        assertThat(fields.withInputs(List.of(field("Touchpoint.RegionName"))))
                .containsExactlyInAnyOrder(
                        field("Touchpoint.RegionName"), field("Touchpoint.Region"), field("Touchpoint.LandingPageRaw"));
    }

    private static @Nullable String value(List<TouchpointField> fields, FieldName name, Map<String, String> records) {
        Map<FieldName, FieldValue> values = new HashMap<>();
        records.forEach((key, text) -> {
            if (!text.isEmpty()) {
                values.put(field(key), new FieldValue.Text(text));
            }
        });
        FieldValue value = CalculatedFields.of(fields).of(values::get).value(name);
        return value == null ? null : value.text();
    }
}
