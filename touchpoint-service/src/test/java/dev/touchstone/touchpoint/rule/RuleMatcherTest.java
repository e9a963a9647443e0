package dev.touchstone.touchpoint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.touchpoint.rule.text.ExpressionParser;
import dev.touchstone.touchpoint.rule.text.ParsedExpression;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleMatcherTest {
    private static final RuleCircumstances CIRCUMSTANCES =
            new RuleCircumstances(ZoneOffset.UTC, LocalDate.of(2017, 3, 5));

    @Test
    void anEmptyListMatchesNothing() {
        RuleMatcher matcher = matcher();

        assertThat(matcher.first(record(Map.of()))).isEqualTo(RuleMatcher.NONE);
        assertThat(matcher.all(record(Map.of()))).isEmpty();
        assertThat(matcher.fields()).isEmpty();
    }

    @Test
    void aRuleWithSeveralGroupsThatHoldIsToldOnce() {
        RuleMatcher matcher = matcher(
                "Campaign.Name contains \"x\"",
                "Campaign.Name contains \"web\" or Campaign.Name starts with \"w\" or Campaign.Name matches regex \"r$\"",
                "Campaign.Name is not null");

        assertThat(matcher.all(record(Map.of("Campaign.Name", new FieldValue.Text("Webinar")))))
                .containsExactly(1, 2);
    }

    @Test
    void fieldsAreToldOnceInAnySpelling() {
        RuleMatcher matcher = matcher(
                "Campaign.Name contains \"x\" and campaign.name matches regex \"x\"",
                "CampaignMember.Status is null or CAMPAIGN.NAME is null");

        assertThat(matcher.fields())
                .containsExactlyInAnyOrder(
                        new FieldName(RecordObject.CAMPAIGN, "Name"),
                        new FieldName(RecordObject.CAMPAIGN_MEMBER, "Status"));
    }

    @Test
    void listsOfAnyLengthKeepTheirOrder() {
        List<String> rules = IntStream.range(0, 1_000)
                .mapToObj(i -> "Campaign.Score__c is greater or equal than " + (1_000 - i))
                .toList();
        RuleMatcher matcher = matcher(rules.toArray(String[]::new));

        for (int score : List.of(0, 1, 63, 64, 65, 500, 999, 1_000, 5_000)) {
            FieldSource fields = record(Map.of("Campaign.Score__c", new FieldValue.Decimal(BigDecimal.valueOf(score))));
            int first = score == 0 ? RuleMatcher.NONE : Math.max(0, 1_000 - score);
            assertThat(matcher.first(fields)).as("score %d", score).isEqualTo(first);
            assertThat(matcher.all(fields)).as("score %d", score).hasSize(Math.min(score, 1_000));
        }
    }

    /** Rows are kept in places that texts share; one must never be taken for the other. */
    @Test
    void manyTextsInOneFieldAreNotTakenForEachOther() {
        RuleMatcher matcher = matcher(
                "Campaign.Name is equal to \"name 7\"",
                "Campaign.Name ends with \"77\"",
                "Campaign.Name matches regex \"9$\"");

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                String name = "Name " + i;
                int expected = i == 7 ? 0 : name.endsWith("77") ? 1 : name.endsWith("9") ? 2 : RuleMatcher.NONE;
                assertThat(matcher.first(record(Map.of("Campaign.Name", new FieldValue.Text(name)))))
                        .as(name)
                        .isEqualTo(expected);
            }
        }
    }

    /** The day in St. John's went back to the day before at one minute past midnight until 2011. */
    @Test
    void daysAreRightWhereTheClockGoesBackOverMidnight() {
        RuleCircumstances stJohns = new RuleCircumstances(ZoneId.of("America/St_Johns"), LocalDate.of(2017, 3, 5));
        Expression onTheDay = expression("Campaign.CreatedDate is equal to 2005-10-30");
        RuleMatcher matcher = RuleMatcher.compile(List.of(onTheDay), stJohns);

        Instant midnight =
                LocalDate.of(2005, 10, 30).atStartOfDay(stJohns.zone()).toInstant();
        for (int minute = -90; minute < 180; minute++) {
            FieldValue time = new FieldValue.Time(midnight.plusSeconds(minute * 60L));
            boolean expected = LocalDate.ofInstant(midnight.plusSeconds(minute * 60L), stJohns.zone())
                    .equals(LocalDate.of(2005, 10, 30));
            assertThat(matcher.first(record(Map.of("Campaign.CreatedDate", time))) == 0)
                    .as("minute %d", minute)
                    .isEqualTo(expected);
        }
    }

    private static RuleMatcher matcher(String... rules) {
        return RuleMatcher.compile(
                Stream.of(rules).map(RuleMatcherTest::expression).toList(), CIRCUMSTANCES);
    }

    private static Expression expression(String text) {
        return ExpressionParser.parse(text).map(ParsedExpression::expression).orElseThrow();
    }

    private static FieldSource record(Map<String, FieldValue> values) {
        Map<FieldName, FieldValue> byName = values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> {
                            String[] name = entry.getKey().split("\\.", 2);
                            return new FieldName(RecordObject.of(name[0]).orElseThrow(), name[1]);
                        },
                        Map.Entry::getValue));
        return byName::get;
    }
}
