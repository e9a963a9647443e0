package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.Rules.touchpointRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.PreviewChange;
import dev.touchstone.touchpoint.v1.PreviewExample;
import dev.touchstone.touchpoint.v1.PreviewRuleListResponse;
import dev.touchstone.touchpoint.v1.RuleHits;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a dry run says is what happens when the list is saved, and nobody whom it concerns is missed then. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class RulePreviewTest extends RulesFixture {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void dryRunSaysWhatHappens(long seed) {
        RandomOrganisation organisation = new RandomOrganisation(seed);
        client.ingest(organisation.events.toArray(WebEvent[]::new));
        client.sync(organisation.records.toArray(CrmRecord[]::new));
        client.awaitDerived();
        RandomRules random = new RandomRules(new Random(seed));
        for (int round = 0; round < 2; round++) {
            for (RuleListKind kind : RandomRules.KINDS) {
                GenerationRule[] list = random.of(kind).toArray(GenerationRule[]::new);
                String of = "seed " + seed + ", round " + round + ", " + kind + " " + List.of(list);
                Map<String, Map<String, String>> before = touchpoints(kind);

                PreviewRuleListResponse preview = rules.preview(kind, list);
                assertThat(touchpoints(kind)).as("a dry run changes nothing").isEqualTo(before);
                rules.update(kind, list);
                client.awaitDerived();

                assertThat(counts(preview)).as(of).isEqualTo(difference(before, touchpoints(kind)));
                assertThat(preview.getHitsList().stream().map(RuleHits::getRule))
                        .containsExactlyElementsOf(List.of(list).stream()
                                .map(GenerationRule::getName)
                                .toList());
                assertThat(client.admin
                                .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                                .getExamplesList())
                        .as("nobody is missed: " + of)
                        .isEmpty();
            }
        }
    }

    /** Of each touchpoint that surfaces as far as the list decides: when it is and what else the list gives it. */
    private Map<String, Map<String, String>> touchpoints(RuleListKind kind) {
        String surfaces = switch (kind) {
            case RULE_LIST_KIND_SUPPRESSION -> "no_buyer_reason IS NULL";
            case RULE_LIST_KIND_REMOVAL -> "no_buyer_reason IS NULL AND removing_rule IS NULL";
            default -> "true";
        };
        String content = kind == RuleListKind.RULE_LIST_KIND_SEGMENT
                ? "coalesce(array_to_string(segments, ','), '')"
                : "campaign_name";
        Map<String, Map<String, String>> touchpoints = new TreeMap<>();
        for (String row : state.texts("SELECT touchpoint_id || '|' || touched_at || '|' || " + content
                + " FROM touchpoint WHERE " + surfaces)) {
            String[] parts = row.split("\\|", 3);
            touchpoints.put(parts[0], Map.of("time", parts[1], "content", parts[2]));
        }
        return touchpoints;
    }

    private static List<Long> difference(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        long appear =
                after.keySet().stream().filter(id -> !before.containsKey(id)).count();
        long disappear =
                before.keySet().stream().filter(id -> !after.containsKey(id)).count();
        long move = 0;
        long change = 0;
        for (Map.Entry<String, Map<String, String>> touchpoint : before.entrySet()) {
            Map<String, String> then = after.get(touchpoint.getKey());
            if (then != null && !then.get("time").equals(touchpoint.getValue().get("time"))) {
                move++;
            } else if (then != null && !then.equals(touchpoint.getValue())) {
                change++;
            }
        }
        return List.of(appear, disappear, move, change);
    }

    private static List<Long> counts(PreviewRuleListResponse preview) {
        return List.of(
                preview.getAppearingCount(),
                preview.getDisappearingCount(),
                preview.getMovingCount(),
                preview.getChangingCount());
    }

    @Test
    void dryRunTellsHitsOverlapsAndExamples() {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                campaign("C2", "Webinar 2", SyncType.SYNC_TYPE_EXCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")),
                member("M2", "C2", "L1", at("09:10"), at("09:10")),
                member("M3", "C2", "L2", at("09:20"), at("09:20")));
        client.awaitDerived();

        PreviewRuleListResponse preview = rules.preview(
                MEMBERS,
                rule("Second", "Campaign.Name ends with \"2\"", "{CampaignMember.CreatedDate}"),
                rule("Webinars", "Campaign.Type is equal to \"webinar\"", "{CampaignMember.BuyerTouchpointDate}"),
                rule("Others", "Campaign.Type is null", "{CampaignMember.CreatedDate}"));

        assertThat(preview.getExaminedCount()).isEqualTo(3);
        assertThat(preview.getHitsList().stream()
                        .map(hits -> hits.getRule() + " " + hits.getDecidingCount() + " " + hits.getOverlappedCount()))
                .containsExactly("Second 2 0", "Webinars 1 2", "Others 0 0");
        assertThat(counts(preview)).containsExactly(1L, 1L, 0L, 0L);
        assertThat(preview.getExamplesList())
                .containsExactlyInAnyOrder(
                        PreviewExample.newBuilder()
                                .setChange(PreviewChange.PREVIEW_CHANGE_APPEARS)
                                .setRecordId("M2")
                                .setCampaignName("Webinar 2")
                                .setTimeAfter(Facts.time(at("09:10")))
                                .setRuleAfter("Second")
                                .build(),
                        PreviewExample.newBuilder()
                                .setChange(PreviewChange.PREVIEW_CHANGE_DISAPPEARS)
                                .setRecordId("M1")
                                .setCampaignName("Webinar 1")
                                .setTimeBefore(Facts.time(at("09:00")))
                                .setRuleBefore("Include all")
                                .build());
    }

    @Test
    void dryRunOfSuppressionTellsTheRuleThatTakesTheTouchpointAway() {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();

        PreviewRuleListResponse preview = rules.preview(
                RuleListKind.RULE_LIST_KIND_SUPPRESSION,
                touchpointRule("Webinars", "Touchpoint.Medium is equal to \"webinar\""),
                touchpointRule("Lead", "Lead.Id is equal to \"L1\""));

        assertThat(counts(preview)).containsExactly(0L, 1L, 0L, 0L);
        assertThat(preview.getExamplesList())
                .singleElement()
                .satisfies(example -> assertThat(example.getRuleAfter()).isEqualTo("Webinars"));
        assertThat(preview.getHitsList().stream()
                        .map(hits -> hits.getRule() + " " + hits.getDecidingCount() + " " + hits.getOverlappedCount()))
                .containsExactly("Webinars 1 0", "Lead 0 1");
    }
}
