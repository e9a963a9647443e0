package dev.touchstone.touchpoint.touchpointfield;

import static dev.touchstone.touchpoint.touchpointfield.Fields.REGIONS;
import static dev.touchstone.touchpoint.touchpointfield.Fields.concatenates;
import static dev.touchstone.touchpoint.touchpointfield.Fields.extracts;
import static dev.touchstone.touchpoint.touchpointfield.Fields.field;
import static dev.touchstone.touchpoint.touchpointfield.Fields.mapsTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.FieldCatalogue;
import dev.touchstone.touchpoint.rule.FieldCatalogue.Seen;
import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.check.Checked;
import dev.touchstone.touchpoint.touchpointfield.TouchpointFieldDraft.Definition;
import dev.touchstone.touchpoint.touchpointfield.TouchpointFieldDraft.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a list of fields is said at once, each with its place and what was expected. */
class TouchpointFieldCheckerTest {
    private static final FieldCatalogue CATALOGUE = FieldCatalogue.of(List.of(
            new Seen(field("Lead.Segment__c"), FieldType.TEXT, false),
            new Seen(field("Lead.Score__c"), FieldType.NUMBER, true)));
    private static final String PAGE = "Touchpoint.LandingPageRaw";

    @Test
    void fieldsOfRecordsAndEarlierFieldsAreTakenInTheCataloguesSpelling() {
        List<TouchpointField> fields = List.of(
                extracts("Region", "touchpoint.landingpageraw", "BZ=(\\d{2})"),
                concatenates("Tier", "lead.segment__C", " / ", "TOUCHPOINT.region"),
                mapsTo("RegionName", "Touchpoint.REGION", "", "01", "NA"),
                extracts("Größe_2", "CampaignMember.Status", "(\\w)"),
                extracts("FirstName", "Contact.FirstName", "(\\w)"),
                extracts("Kind", "Campaign.Type", "(\\w)"));

        assertThat(accepted(fields)).isEqualTo(fields);
        assertThat(accepted(fields))
                .flatExtracting(field -> field.definition().inputs().toList())
                .extracting(Object::toString)
                .containsExactly(
                        PAGE,
                        "Lead.Segment__c",
                        "Touchpoint.Region",
                        "Touchpoint.Region",
                        "CampaignMember.Status",
                        "Contact.FirstName",
                        "Campaign.Type");
        assertThat(accepted(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | FIELD_REQUIRED",
                "1st                   | INVALID_NAME",
                "_a                    | INVALID_NAME",
                "Touchpoint.Region     | INVALID_NAME",
                "my region             | INVALID_NAME",
                "SOURCE                | NAME_OF_STANDARD_FIELD",
                "landingPageRaw        | NAME_OF_STANDARD_FIELD",
            })
    void wrongNameIsRefused(String name, String reason) {
        assertThat(problems(extracts(name, PAGE, "(a)"))).containsExactly("fields[0].name " + reason);
    }

    @Test
    void namesDifferAndHaveAtMost80Characters() {
        TouchpointField longest = extracts("n".repeat(80), PAGE, "(a)");

        assertThat(problems(longest)).isEmpty();
        assertThat(problems(extracts("n".repeat(81), PAGE, "(a)"))).containsExactly("fields[0].name FIELD_TOO_LONG");
        assertThat(problems(longest, extracts("N".repeat(80), PAGE, "(b)")))
                .containsExactly("fields[1].name DUPLICATE_NAME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promo=\\w+            | WRONG_NUMBER_OF_GROUPS",
                "(a)(b)                | WRONG_NUMBER_OF_GROUPS",
                "(?P<n>a)(b)           | WRONG_NUMBER_OF_GROUPS",
                "(a                    | BAD_REGEX",
                "(a)(?=b)              | BAD_REGEX",
                "((a{1000}){1000})     | BAD_REGEX",
                "''                    | FIELD_REQUIRED",
            })
    void patternThatCannotTakeOneThingIsRefused(String pattern, String reason) {
        assertThat(problems(extracts("X", PAGE, pattern))).containsExactly("fields[0].extracts.pattern " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?:a|b)(c)", "(?P<promo>\\w+)", "\\((\\d)\\)", "[(](\\d)"})
    void patternWithOneGroupIsTaken(String pattern) {
        assertThat(problems(extracts("X", PAGE, pattern))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Touchpoint.LandingPageRaw,",
        "Campaign.Name,",
        "Task.Subject, FIELD_NOT_OF_LIST",
        "Lead.Nothing__c, UNKNOWN_FIELD",
        "Lead.Score__c, FORMULA_FIELD",
        "Touchpoint.X, FIELD_STANDS_BEHIND",
        "Touchpoint.Later, FIELD_STANDS_BEHIND",
        "Touchpoint.Mapped, FIELD_MAPS_VALUES",
        "Touchpoint.Nothing, UNKNOWN_FIELD",
    })
    void fieldMayBeUsedOrMayNot(String used, String reason) {
        List<TouchpointField> fields = List.of(
                mapsTo("Mapped", PAGE, "", "a", "b"), extracts("X", used, "(a)"), extracts("Later", PAGE, "(a)"));

        assertThat(problems(fields.toArray(TouchpointField[]::new)))
                .isEqualTo(reason == null ? List.of() : List.of("fields[1].extracts.field " + reason));
    }

    @Test
    void misspeltFieldIsToldWithTheOneThatMayHaveBeenMeant() {
        assertThat(refused(List.of(
                                TouchpointFieldDraft.of(REGIONS.get(0)),
                                TouchpointFieldDraft.of(extracts("X", "Touchpoint.Regoin", "(a)"))))
                        .problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message())
                                .isEqualTo(
                                        "Touchpoint.Regoin is neither a standard field nor a calculated one; was Touchpoint.Region meant?"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceInItsOrder() {
        String tooLong = "t".repeat(256);
        List<TouchpointFieldDraft> drafts = List.of(
                new TouchpointFieldDraft("A", new Definition.Missing()),
                new TouchpointFieldDraft(
                        "B",
                        new Definition.ValueMap(
                                "",
                                List.of(
                                        new TouchpointField.ValueMap.Entry("Straße", "x"),
                                        new TouchpointField.ValueMap.Entry("", tooLong),
                                        new TouchpointField.ValueMap.Entry("STRAßE", "a\nb")),
                                tooLong)),
                new TouchpointFieldDraft("C", new Definition.ValueMap(PAGE, List.of(), "")),
                new TouchpointFieldDraft(
                        "D",
                        new Definition.Concatenation(List.of(
                                new Part.Missing(), new Part.Fixed(""), new Part.Input(""), new Part.Fixed(tooLong)))),
                new TouchpointFieldDraft(
                        "E", new Definition.Concatenation(List.of(new Part.Fixed(" "), new Part.Fixed("b")))),
                new TouchpointFieldDraft("F", new Definition.Concatenation(List.of(new Part.Input(PAGE)))),
                new TouchpointFieldDraft(
                        "G", new Definition.Concatenation(Collections.nCopies(11, new Part.Input(PAGE)))),
                new TouchpointFieldDraft("H", new Definition.Extraction(PAGE, "(" + "a".repeat(1_000) + ")")));

        assertThat(problems(drafts))
                .containsExactly(
                        "fields[0].definition FIELD_REQUIRED",
                        "fields[1].maps_to.field FIELD_REQUIRED",
                        "fields[1].maps_to.entries[1].value FIELD_REQUIRED",
                        "fields[1].maps_to.entries[1].result FIELD_TOO_LONG",
                        "fields[1].maps_to.entries[2].value DUPLICATE_VALUE",
                        "fields[1].maps_to.entries[2].result INVALID_TEXT",
                        "fields[1].maps_to.other_result FIELD_TOO_LONG",
                        "fields[2].maps_to.entries EMPTY_LIST",
                        "fields[3].concatenates.parts[0].part FIELD_REQUIRED",
                        "fields[3].concatenates.parts[1].text FIELD_REQUIRED",
                        "fields[3].concatenates.parts[2].field FIELD_REQUIRED",
                        "fields[3].concatenates.parts[3].text FIELD_TOO_LONG",
                        "fields[4].concatenates.parts FIELD_REQUIRED",
                        "fields[5].concatenates.parts TOO_FEW",
                        "fields[6].concatenates.parts TOO_MANY",
                        "fields[7].extracts.pattern FIELD_TOO_LONG");
    }

    @Test
    void listHasAtMost100FieldsAndATable1000Entries() {
        List<TouchpointField> fields = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> fields.add(extracts("F" + i, PAGE, "(a)")));
        String[] table = IntStream.range(0, 2_002).mapToObj(i -> "v" + i).toArray(String[]::new);

        assertThat(problems(fields.toArray(TouchpointField[]::new))).isEmpty();
        fields.add(extracts("F100", PAGE, "(a)"));
        assertThat(problems(fields.toArray(TouchpointField[]::new))).containsExactly("fields TOO_MANY");
        assertThat(problems(mapsTo("X", PAGE, "", table))).containsExactly("fields[0].maps_to.entries TOO_MANY");
    }

    private static List<TouchpointField> accepted(List<TouchpointField> fields) {
        return switch (check(fields)) {
            case Checked.Accepted<List<TouchpointField>>(List<TouchpointField> value) -> value;
            case Checked.Refused<List<TouchpointField>> refused -> throw new AssertionError(refused.problems());
        };
    }

    private static Checked<List<TouchpointField>> check(List<TouchpointField> fields) {
        return TouchpointFieldChecker.check(
                fields.stream().map(TouchpointFieldDraft::of).toList(), CATALOGUE);
    }

    private static List<String> problems(TouchpointField... fields) {
        return problems(List.of(fields).stream().map(TouchpointFieldDraft::of).toList());
    }

    private static List<String> problems(List<TouchpointFieldDraft> drafts) {
        return TouchpointFieldChecker.check(drafts, CATALOGUE) instanceof Checked.Refused<List<TouchpointField>> refused
                ? refused.problems().stream()
                        .map(problem -> problem.path() + " " + problem.reason())
                        .toList()
                : List.of();
    }

    private static Checked.Refused<List<TouchpointField>> refused(List<TouchpointFieldDraft> drafts) {
        Checked<List<TouchpointField>> checked = TouchpointFieldChecker.check(drafts, CATALOGUE);
        assertThat(checked).isInstanceOf(Checked.Refused.class);
        return (Checked.Refused<List<TouchpointField>>) checked;
    }
}
