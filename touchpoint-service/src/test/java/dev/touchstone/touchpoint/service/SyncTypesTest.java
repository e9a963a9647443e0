package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.ExplainFactRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointResponse;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.FactWithoutTouchpoint;
import dev.touchstone.touchpoint.v1.NoTouchpointReason;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 3.2 over the real port and a real PostgreSQL: campaign members by sync type and by rules. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class SyncTypesTest extends ServiceFixture {
    private static final String ADDRESS = "a@example.com";
    private static final String CREATED = "{CampaignMember.CreatedDate}";

    /** Other tests find the rules that ship. */
    @AfterEach
    void forget() {
        state.clear();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            C04 include all with a date set by hand,     INCLUDE_ALL,       false, -,     08:15, 08:15
            C04 include all,                             INCLUDE_ALL,       false, -,     -,     09:00
            C05 responded,                               INCLUDE_RESPONDED, true,  09:20, -,     09:20
            C05 responded without the time of it,        INCLUDE_RESPONDED, true,  -,     -,     09:00
            C05 responded with a date set by hand,       INCLUDE_RESPONDED, true,  09:20, 08:15, 08:15
            """)
    void theDateOfTheTouchpointIsTheFirstThatIsThere(
            String sentence,
            String syncType,
            boolean hasResponded,
            @Nullable String firstResponded,
            @Nullable String setByHand,
            String expected) {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.valueOf("SYNC_TYPE_" + syncType), at("08:00")),
                lead("L1", ADDRESS, at("08:00")),
                responded("M1", hasResponded, firstResponded, setByHand));
        client.awaitDerived();

        assertThat(touchpoints())
                .as(sentence)
                .singleElement()
                .satisfies(
                        touchpoint -> assertThat(touchpoint.getTouchpointTime()).isEqualTo(Facts.time(at(expected))));
    }

    /** C02: of three members two responded. */
    @Test
    void includeRespondedTakesWhoResponded() {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_RESPONDED, at("08:00")),
                lead("L1", ADDRESS, at("08:00")),
                lead("L2", "b@example.com", at("08:00")),
                responded("M1", false, null, null),
                member("M2", "C1", "L2", at("09:00"), at("09:00")).toBuilder()
                        .setCampaignMember(responded("M2", true, "09:20", null).getCampaignMember().toBuilder()
                                .setCrmPersonId("L2"))
                        .build());
        client.awaitDerived();

        assertThat(without("M1").getReason()).isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NOT_RESPONDED);
        Touchpoint touchpoint = client.journey("b@example.com").getTouchpoints(0);
        assertThat(touchpoint.getGenerationRule()).isEqualTo("Include responded");
        ExplainTouchpointResponse explanation = explain(touchpoint);
        assertThat(explanation.hasRule()).isFalse();
        assertThat(explanation.getStepsList())
                .anySatisfy(step -> assertThat(step).contains("takes every member who responded"));
    }

    /** C06 and gap G5: both days are included, and are days of the organisation's zone. */
    @ParameterizedTest(name = "C06 from {0} to {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            2025-06-02, 2025-06-02, -
            -,          2025-06-01, AFTER_END_DATE
            2025-06-03, -,          BEFORE_START_DATE
            """)
    void membersAddedOutsideTheDaysOfTheCampaignMakeNone(
            @Nullable String start, @Nullable String end, @Nullable String reason) {
        client.sync(
                between(start, end),
                lead("L1", ADDRESS, at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        client.awaitDerived();

        if (reason == null) {
            assertThat(touchpoints()).hasSize(1);
        } else {
            assertThat(without("M1").getReason())
                    .isEqualTo(NoTouchpointReason.valueOf("NO_TOUCHPOINT_REASON_" + reason));
        }
    }

    private static CrmRecord between(@Nullable String start, @Nullable String end) {
        CrmRecord.Builder record = campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")).toBuilder();
        record.getCampaignBuilder()
                .setTouchpointStartDate(start == null ? "" : start)
                .setTouchpointEndDate(end == null ? "" : end);
        return record.build();
    }

    /** C08, C09: rules decide alone while there are any; a member no rule takes says which version of the list said no. */
    @Test
    void rulesWinAgainstTheSyncTypeAndSayWhichOfThemDecided() {
        Rules rules = new Rules(client);
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_EXCLUDE_ALL, at("08:00")),
                campaign("C2", "Conference", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", ADDRESS, at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")),
                member("M2", "C2", "L1", at("09:10"), at("09:10")));
        client.awaitDerived();
        assertThat(touchpoints()).extracting(Touchpoint::getAdCampaignName).containsExactly("Conference");

        rules.update(
                MEMBERS,
                rule("Nobody", "Campaign.Name is equal to \"none\"", CREATED),
                rule("Webinars", "Campaign.Name starts with \"webinar\"", CREATED),
                rule(
                        "All with status",
                        "CampaignMember.Status is equal to \"Sent\" and Campaign.Id is equal to \"C1\"",
                        CREATED));
        client.awaitDerived();

        Touchpoint touchpoint = touchpoints().get(0);
        assertThat(touchpoints()).hasSize(1);
        assertThat(touchpoint.getAdCampaignName()).isEqualTo("Webinar 1");
        assertThat(touchpoint.getGenerationRule()).isEqualTo("Webinars");
        assertThat(touchpoint.getGenerationRuleVersion()).isEqualTo(2);
        assertThat(without("M2").getReason()).isEqualTo(NoTouchpointReason.NO_TOUCHPOINT_REASON_NO_RULE_MATCHED);
        assertThat(without("M2").getRuleListVersion()).isEqualTo(2);
        assertThat(explain(touchpoint).getRule()).satisfies(explained -> {
            assertThat(explained.getKind()).isEqualTo(MEMBERS);
            assertThat(explained.getName()).isEqualTo("Webinars");
            assertThat(explained.getRow()).isEqualTo(2);
            assertThat(explained.getListVersion()).isEqualTo(2);
            assertThat(explained.getSinceVersion()).isEqualTo(2);
            assertThat(explained.getExpressionLine()).isEqualTo("Campaign.Name starts with \"webinar\"");
            assertThat(explained.getOverlappedRulesList()).containsExactly("All with status");
        });
        assertThat(explain(touchpoint).getStepsList())
                .anySatisfy(step -> assertThat(step).contains("row 2, \"Webinars\", as it is since version 2"))
                .anySatisfy(step -> assertThat(step).contains("\"All with status\""));

        rules.update(
                MEMBERS,
                rule("Webinars", "Campaign.Name starts with \"webinar\"", CREATED),
                rule("Mirror", "Campaign.SyncType is equal to \"Include all\"", CREATED));
        client.awaitDerived();
        assertThat(touchpoints())
                .as("C09: the mirror rule, and a rule that did not change keeps its version")
                .extracting(Touchpoint::getGenerationRule, Touchpoint::getGenerationRuleVersion)
                .containsExactly(tuple("Webinars", 2L), tuple("Mirror", 3L));
    }

    private static CrmRecord responded(
            String id, boolean hasResponded, @Nullable String firstResponded, @Nullable String setByHand) {
        CrmRecord.Builder record = member(id, "C1", "L1", at("09:00"), at("09:30")).toBuilder();
        record.getCampaignMemberBuilder().setHasResponded(hasResponded);
        if (firstResponded != null) {
            record.getCampaignMemberBuilder().setFirstRespondTime(Facts.time(at(firstResponded)));
        }
        if (setByHand != null) {
            Instant time = at(setByHand);
            record.getCampaignMemberBuilder().setBuyerTouchpointTime(Facts.time(time));
        }
        return record.build();
    }

    private List<Touchpoint> touchpoints() {
        return client.journey(ADDRESS).getTouchpointsList();
    }

    private FactWithoutTouchpoint without(String memberId) {
        return client.touchpoints
                .explainFact(ExplainFactRequest.newBuilder()
                        .setFact(FactReference.newBuilder().setCampaignMemberId(memberId))
                        .build())
                .getWithoutTouchpoint();
    }

    private ExplainTouchpointResponse explain(Touchpoint touchpoint) {
        return client.touchpoints.explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                .setTouchpointId(touchpoint.getTouchpointId())
                .build());
    }
}
