package dev.touchstone.touchpoint.touchpointfield;

import static dev.touchstone.touchpoint.touchpointfield.Fields.REGIONS;
import static dev.touchstone.touchpoint.touchpointfield.Fields.concatenates;
import static dev.touchstone.touchpoint.touchpointfield.Fields.extracts;
import static dev.touchstone.touchpoint.touchpointfield.Fields.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.Condition;
import dev.touchstone.touchpoint.rule.Expression;
import dev.touchstone.touchpoint.rule.GenerationRule;
import dev.touchstone.touchpoint.rule.Operator;
import dev.touchstone.touchpoint.rule.RuleList;
import dev.touchstone.touchpoint.rule.RuleListKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fields a change of the list concerns, and which rules use them. */
class FieldChangesTest {
    private static final TouchpointField PROMO = extracts("Promo", "Touchpoint.LandingPageRaw", "promo=(\\w+)");

    @Test
    void additionRemovalAndOrderConcernNoOtherField() {
        List<TouchpointField> before = List.of(REGIONS.get(0), REGIONS.get(1));

        assertThat(FieldChanges.between(before, List.of(PROMO, REGIONS.get(0), REGIONS.get(1))))
                .containsExactly(field("Touchpoint.Promo"));
        assertThat(FieldChanges.between(List.of(PROMO, REGIONS.get(0)), List.of(REGIONS.get(0))))
                .containsExactly(field("Touchpoint.Promo"));
        assertThat(FieldChanges.between(List.of(PROMO, REGIONS.get(0)), List.of(REGIONS.get(0), PROMO)))
                .isEmpty();
    }

    @Test
    void whatIsMadeFromAChangedFieldIsChanged() {
        TouchpointField other = extracts("region", "Touchpoint.ReferrerPageRaw", "BZ=(\\d{2})");
        TouchpointField both = concatenates("Both", "Touchpoint.Region", "-", "Touchpoint.Promo");

        assertThat(FieldChanges.between(
                        List.of(PROMO, REGIONS.get(0), REGIONS.get(1), both),
                        List.of(PROMO, other, REGIONS.get(1), both)))
                .containsExactlyInAnyOrder(
                        field("Touchpoint.Region"), field("Touchpoint.RegionName"), field("Touchpoint.Both"));
    }

    @Test
    void ruleUsesWhatItTestsAndShowsAndThroughThemWhatTheyAreMadeFrom() {
        List<RuleList> lists = List.of(
                new RuleList(
                        RuleListKind.SUPPRESSION,
                        3,
                        List.of(rule("Partners", "Touchpoint.Promo", ""), rule("None", "Touchpoint.Source", ""))),
                new RuleList(
                        RuleListKind.SEGMENT,
                        2,
                        List.of(rule("In {Touchpoint.RegionName}", "Touchpoint.RegionName", "Region"))));

        assertThat(FieldUses.direct(lists))
                .containsExactly(
                        new FieldUses.Use(field("Touchpoint.Promo"), "suppression rule \"Partners\""),
                        new FieldUses.Use(
                                field("Touchpoint.RegionName"),
                                "segment \"In {Touchpoint.RegionName}\" of category \"Region\""));
        assertThat(FieldUses.all(lists, CalculatedFields.of(List.of(REGIONS.get(0), REGIONS.get(1), PROMO))))
                .extracting(use -> use.field().name() + ": " + use.rule())
                .containsExactly(
                        "Region: segment \"In {Touchpoint.RegionName}\" of category \"Region\"",
                        "RegionName: segment \"In {Touchpoint.RegionName}\" of category \"Region\"",
                        "Promo: suppression rule \"Partners\"");
    }

    private static GenerationRule rule(String name, String tested, String category) {
        Condition condition = new Condition(field(tested), Operator.IS_NOT_NULL, List.of());
        return new GenerationRule(name, new Expression(List.of(List.of(condition))), null, null, category, 1);
    }
}
