package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.DAY;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Facts.program;
import static dev.touchstone.touchpoint.service.Facts.programMember;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_OVERLAPS_WITH;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_CAMPAIGN;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_PROGRAM;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_UNSPECIFIED;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_WEB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsRequest;
import dev.touchstone.touchpoint.v1.OverlapSource;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.PreviewSessionSettingsResponse;
import dev.touchstone.touchpoint.v1.RestoreSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointOverlapRule;
import dev.touchstone.touchpoint.v1.TouchpointOverlapServiceGrpc;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C14 over the real port and a real PostgreSQL: settings say which of two touchpoints of one interaction stays. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class OverlapRulesTest extends ServiceFixture {
    private static final String ADDRESS = "ann@x.com";
    private static final TouchpointOverlapRule CAMPAIGN_OVER_WEB =
            within(OVERLAP_SOURCE_CAMPAIGN, OVERLAP_SOURCE_WEB, 1_800);
    private static final TouchpointOverlapRule CAMPAIGN_OVER_PROGRAM =
            sameDay(OVERLAP_SOURCE_CAMPAIGN, OVERLAP_SOURCE_PROGRAM);

    /** A form, the campaign that its sender is added to twenty minutes later, and the program of that name. */
    @BeforeEach
    void webinar() {
        new Rules(client)
                .update(
                        RuleListKind.RULE_LIST_KIND_PROGRAM_MEMBER,
                        Rules.rule("Programs", "ProgramMember.Id is not null", "{ProgramMember.MembershipDate}"));
        assertThat(client.sync(
                                campaign("C1", "Webinar", SyncType.SYNC_TYPE_INCLUDE_ALL, DAY),
                                program("P1", "webinar", DAY),
                                lead("L1", ADDRESS, DAY),
                                lead("L2", "bob@x.com", DAY),
                                member("M1", "C1", "L1", at("10:20"), DAY),
                                member("M2", "C1", "L2", at("10:20"), DAY),
                                programMember("N1", "P1", "L1", at("18:00"), DAY))
                        .getRefusalsList())
                .isEmpty();
        ingest(form("v1", "e1", at("10:00"), "https://acme.com/webinar", ADDRESS)
                .build());
    }

    /** The settings and rules of one test must not stay for the next class. */
    @AfterEach
    void clear() {
        state.clear();
        state.execute("TRUNCATE program, program_member");
    }

    @Test
    void c14OneOfThreeTouchpointsStaysAsPreviewedAndTheOthersSayWhy() {
        List<String> before = state.derived();
        assertThat(buyerSources()).containsExactly("session", "M1", "N1");
        assertThat(overlaps()).isEqualTo(3);

        PreviewSessionSettingsResponse preview = preview(CAMPAIGN_OVER_WEB, CAMPAIGN_OVER_PROGRAM);
        assertThat(preview.getPersonCount()).isEqualTo(2);
        assertThat(preview.getChangedPersonCount()).isEqualTo(1);
        assertThat(preview.getExamplePersonIdsList())
                .containsExactly(touchpoints().getFirst().getPersonId());
        assertThat(preview.getBuyerTouchpointCountBefore()).isEqualTo(4);
        assertThat(preview.getBuyerTouchpointCountAfter()).isEqualTo(2);
        assertThat(preview.getOverlappingTouchpointCountBefore()).isZero();
        assertThat(preview.getOverlappingTouchpointCountAfter()).isEqualTo(2);
        assertThat(preview.getChangedVisitorCount()).isZero();
        assertThat(state.derived()).as("a preview changes nothing").isEqualTo(before);

        SessionSettingsVersion version = update(CAMPAIGN_OVER_WEB, CAMPAIGN_OVER_PROGRAM);
        client.awaitDerived();
        assertThat(version.getSettings().getOverlapRulesList())
                .containsExactlyInAnyOrder(CAMPAIGN_OVER_WEB, CAMPAIGN_OVER_PROGRAM);
        assertThat(buyerSources()).containsExactly("M1");
        Touchpoint kept = touchpoints().get(1);
        assertThat(touchpoints())
                .filteredOn(touchpoint -> !touchpoint.equals(kept))
                .allSatisfy(touchpoint -> {
                    assertThat(touchpoint.getNoBuyerTouchpointReason())
                            .isEqualTo(NO_BUYER_TOUCHPOINT_REASON_OVERLAPS_WITH);
                    assertThat(touchpoint.getOverlapsWith()).isEqualTo(kept.getTouchpointId());
                    assertThat(steps(touchpoint))
                            .anyMatch(step -> step.contains("same interaction as touchpoint " + kept.getTouchpointId()))
                            .contains("The touchpoint that stays is a CRM Campaign of " + at("10:20")
                                    + " in \"Webinar\".");
                });
        assertThat(overlaps()).as("what yields is no longer doubled").isZero();
        assertThat(inconsistencies()).isEmpty();

        client.settings.restoreSessionSettings(RestoreSessionSettingsRequest.newBuilder()
                .setVersion(1)
                .setEtag(version.getEtag())
                .build());
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(before);
        assertThat(inconsistencies()).isEmpty();
    }

    @Test
    void c14WhatIsPreferredAndHowNearIsSetForEachPairOfSources() {
        update(sameDay(OVERLAP_SOURCE_WEB, OVERLAP_SOURCE_CAMPAIGN));
        client.awaitDerived();
        assertThat(buyerSources()).containsExactly("session", "N1");

        update(within(OVERLAP_SOURCE_WEB, OVERLAP_SOURCE_CAMPAIGN, 1_199));
        client.awaitDerived();
        assertThat(buyerSources()).containsExactly("session", "M1", "N1");

        update(
                within(OVERLAP_SOURCE_PROGRAM, OVERLAP_SOURCE_CAMPAIGN, 28_800),
                within(OVERLAP_SOURCE_PROGRAM, OVERLAP_SOURCE_WEB, 28_800));
        client.awaitDerived();
        assertThat(buyerSources()).containsExactly("N1");
    }

    /** When the membership is gone, the form stands for itself again. */
    @Test
    void c14WhatYieldedComesBackWhenTheOtherGoes() {
        update(CAMPAIGN_OVER_WEB);
        client.awaitDerived();
        assertThat(buyerSources()).containsExactly("M1", "N1");

        client.sync(Facts.deletedMember("M1", at("12:00")));
        client.awaitDerived();

        assertThat(buyerSources()).containsExactly("session", "N1");
    }

    @Test
    void rulesThatContradictEachOtherOrAreIncompleteAreRefused() {
        assertThat(violations(() -> update(
                        TouchpointOverlapRule.getDefaultInstance(),
                        within(OVERLAP_SOURCE_CAMPAIGN, OVERLAP_SOURCE_WEB, 30L * 24 * 60 * 60 + 1),
                        within(OVERLAP_SOURCE_WEB, OVERLAP_SOURCE_WEB, 60),
                        CAMPAIGN_OVER_WEB,
                        sameDay(OVERLAP_SOURCE_WEB, OVERLAP_SOURCE_CAMPAIGN),
                        sameDay(OVERLAP_SOURCE_UNSPECIFIED, OVERLAP_SOURCE_PROGRAM))))
                .containsExactly(
                        "settings.overlap_rules[0].kept_source FIELD_REQUIRED",
                        "settings.overlap_rules[0].yielding_source FIELD_REQUIRED",
                        "settings.overlap_rules[1].within OUT_OF_RANGE",
                        "settings.overlap_rules[2].yielding_source SAME_SOURCE",
                        "settings.overlap_rules[4] DUPLICATE",
                        "settings.overlap_rules[5].kept_source FIELD_REQUIRED");
        assertThat(violations(() -> update(
                        CAMPAIGN_OVER_WEB,
                        sameDay(OVERLAP_SOURCE_WEB, OVERLAP_SOURCE_PROGRAM),
                        sameDay(OVERLAP_SOURCE_PROGRAM, OVERLAP_SOURCE_CAMPAIGN))))
                .containsExactly("settings.overlap_rules CIRCULAR");
        assertThat(violations(() -> client.settings.previewSessionSettings(PreviewSessionSettingsRequest.newBuilder()
                        .setSettings(inForce().getSettings())
                        .setMaxPersonCount(-1)
                        .build())))
                .containsExactly("max_person_count OUT_OF_RANGE");
    }

    /** The sources of Ann's buyer touchpoints, oldest first. */
    private List<String> buyerSources() {
        return touchpoints().stream()
                .filter(touchpoint -> touchpoint.getNoBuyerTouchpointReasonValue() == 0)
                .map(touchpoint -> switch (touchpoint.getFact().getFactCase()) {
                    case CAMPAIGN_MEMBER_ID -> touchpoint.getFact().getCampaignMemberId();
                    case PROGRAM_MEMBER_ID -> touchpoint.getFact().getProgramMemberId();
                    default -> "session";
                })
                .toList();
    }

    private List<Touchpoint> touchpoints() {
        return client.journey(ADDRESS).getTouchpointsList();
    }

    private List<String> steps(Touchpoint touchpoint) {
        return client.touchpoints
                .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                        .setTouchpointId(touchpoint.getTouchpointId())
                        .build())
                .getStepsList();
    }

    private int overlaps() {
        return TouchpointOverlapServiceGrpc.newBlockingStub(client.channel())
                .listTouchpointOverlaps(ListTouchpointOverlapsRequest.getDefaultInstance())
                .getOverlapsCount();
    }

    private List<String> inconsistencies() {
        return client.admin
                .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                .getExamplesList();
    }

    private SessionSettingsVersion inForce() {
        return client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
    }

    private SessionSettings with(TouchpointOverlapRule... rules) {
        return inForce().getSettings().toBuilder()
                .clearOverlapRules()
                .addAllOverlapRules(Arrays.asList(rules))
                .build();
    }

    private PreviewSessionSettingsResponse preview(TouchpointOverlapRule... rules) {
        return client.settings.previewSessionSettings(PreviewSessionSettingsRequest.newBuilder()
                .setSettings(with(rules))
                .build());
    }

    private SessionSettingsVersion update(TouchpointOverlapRule... rules) {
        return client.settings
                .updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                        .setSettings(with(rules))
                        .setEtag(inForce().getEtag())
                        .build())
                .getVersion();
    }

    static TouchpointOverlapRule sameDay(OverlapSource kept, OverlapSource yielding) {
        return TouchpointOverlapRule.newBuilder()
                .setKeptSource(kept)
                .setYieldingSource(yielding)
                .build();
    }

    static TouchpointOverlapRule within(OverlapSource kept, OverlapSource yielding, long seconds) {
        return sameDay(kept, yielding).toBuilder()
                .setWithin(Duration.newBuilder().setSeconds(seconds))
                .build();
    }
}
