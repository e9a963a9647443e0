package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.DAY;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.FactReference;
import dev.touchstone.touchpoint.v1.ListTouchpointOverlapsRequest;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointOverlap;
import dev.touchstone.touchpoint.v1.TouchpointOverlapKind;
import dev.touchstone.touchpoint.v1.TouchpointOverlapServiceGrpc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Touchpoints of two sources that are likely one interaction, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class OverlapTest extends ServiceFixture {
    private static final String PAGE = "https://acme.com/webinar";
    private static final SyncType INCLUDE = SyncType.SYNC_TYPE_INCLUDE_ALL;
    private static final TouchpointOverlapKind FORM = TouchpointOverlapKind.TOUCHPOINT_OVERLAP_KIND_FORM_AND_CAMPAIGN;
    private static final TouchpointOverlapKind PROGRAM =
            TouchpointOverlapKind.TOUCHPOINT_OVERLAP_KIND_PROGRAM_AND_CAMPAIGN;

    @BeforeEach
    void noPrograms() {
        state.execute("TRUNCATE program, program_member");
    }

    /** C14, web and campaign: whoever fills the form of a webinar in becomes a member of its campaign within the day. */
    @Test
    void c14FormsAndMembershipsLessThanADayApartOverlap() {
        sync(
                campaign("webinar", "Webinar", INCLUDE, DAY),
                lead("l1", "ann@x.com", DAY),
                lead("l2", "bob@x.com", DAY),
                lead("l3", "cyd@x.com", DAY),
                member("m1", "webinar", "l1", at("10:00"), DAY),
                member("m2", "webinar", "l2", at("10:00").plus(Duration.ofHours(24)), DAY),
                member("m3", "webinar", "l3", at("10:00").minus(Duration.ofHours(23)), DAY));
        ingest(
                form("v1", "e1", at("10:00"), PAGE + "?a=b", "ann@x.com").build(),
                form("v2", "e1", at("10:00"), PAGE, "bob@x.com").build(),
                form("v3", "e1", at("10:00"), PAGE, "cyd@x.com").build());

        List<TouchpointOverlap> overlaps = overlaps(0);

        assertThat(overlaps)
                .extracting(
                        TouchpointOverlap::getKind,
                        TouchpointOverlap::getCampaignId,
                        TouchpointOverlap::getCampaignName,
                        TouchpointOverlap::getOtherSource,
                        TouchpointOverlap::getPersonCount)
                .containsExactly(tuple(FORM, "webinar", "Webinar", PAGE, 2L));
        List<Touchpoint> example = overlaps.get(0).getExampleList();
        assertThat(example)
                .hasSize(2)
                .extracting(Touchpoint::getPersonId)
                .containsOnly(example.get(0).getPersonId());
        assertThat(example)
                .extracting(touchpoint -> touchpoint.getFact().getFactCase())
                .containsExactly(FactReference.FactCase.CAMPAIGN_MEMBER_ID, FactReference.FactCase.SESSION_ID);
    }

    /** C14, program and campaign: by the synchronisation, or by the name whatever its case. */
    @Test
    void c14ProgramsAndTheirCampaignsOverlap() {
        sync(
                campaign("c1", "Spring webinar", INCLUDE, DAY),
                campaign("c2", "Autumn Webinar", INCLUDE, DAY),
                campaign("c3", "Other", INCLUDE, DAY),
                lead("l1", "ann@x.com", DAY),
                lead("l2", "bob@x.com", DAY),
                member("m1", "c1", "l1", at("09:00"), DAY),
                member("m2", "c1", "l2", at("09:00"), DAY),
                member("m3", "c2", "l1", at("09:00"), DAY),
                member("m4", "c3", "l1", at("09:00"), DAY));
        program("p1", "Program of spring", "'c1'");
        program("p2", "autumn webinar", "NULL");
        programTouchpoint("pm1", "p1", "m1");
        programTouchpoint("pm2", "p1", "m2");
        programTouchpoint("pm3", "p2", "m3");

        assertThat(overlaps(0))
                .extracting(
                        TouchpointOverlap::getKind,
                        TouchpointOverlap::getCampaignId,
                        TouchpointOverlap::getOtherSource,
                        TouchpointOverlap::getPersonCount)
                .containsExactly(tuple(PROGRAM, "c1", "p1", 2L), tuple(PROGRAM, "c2", "p2", 1L));
        assertThat(overlaps(1)).extracting(TouchpointOverlap::getCampaignId).containsExactly("c1");
    }

    /** Whoever suppresses one of two touchpoints has told which is to stay. */
    @Test
    void suppressedTouchpointsNoLongerOverlap() {
        sync(
                campaign("webinar", "Webinar", INCLUDE, DAY),
                lead("l1", "ann@x.com", DAY),
                member("m1", "webinar", "l1", at("10:00"), DAY));
        ingest(form("v1", "e1", at("10:00"), PAGE, "ann@x.com").build());
        assertThat(overlaps(0)).hasSize(1);

        state.execute("UPDATE touchpoint SET no_buyer_reason = 'SUPPRESSED', suppressing_rule = 'Forms of webinars'"
                + " WHERE fact_kind = 'SESSION'");

        assertThat(overlaps(0)).isEmpty();
    }

    @Test
    void negativePageSizeIsRefused() {
        assertThat(SessionSettingsTest.violations(() -> overlaps(-1))).containsExactly("page_size OUT_OF_RANGE");
    }

    private void sync(CrmRecord... records) {
        assertThat(client.sync(records).getRefusalsList()).isEmpty();
        client.awaitDerived();
    }

    private List<TouchpointOverlap> overlaps(int pageSize) {
        return TouchpointOverlapServiceGrpc.newBlockingStub(client.channel())
                .listTouchpointOverlaps(ListTouchpointOverlapsRequest.newBuilder()
                        .setPageSize(pageSize)
                        .build())
                .getOverlapsList();
    }

    private void program(String id, String name, String campaignId) {
        state.execute("INSERT INTO program (program_id, name, campaign_id, modified_at, digest, deleted) VALUES ('" + id
                + "', '" + name + "', " + campaignId + ", now(), gen_random_uuid(), false)");
    }

    /** A membership in a program with its touchpoint, which is a copy of that of a campaign member. */
    private void programTouchpoint(String id, String programId, String memberId) {
        state.execute(
                "INSERT INTO program_member (program_member_id, program_id, crm_person_id, member_since, modified_at, digest,"
                        + " deleted) SELECT '" + id + "', '" + programId
                        + "', crm_person_id, created_at, now(), digest, false"
                        + " FROM campaign_member WHERE campaign_member_id = '" + memberId + "'");
        state.execute("INSERT INTO touchpoint SELECT (jsonb_populate_record(t, jsonb_build_object('touchpoint_id',"
                + " gen_random_uuid(), 'fact_kind', 'PROGRAM_MEMBER', 'fact_id', '" + id + "'))).* FROM touchpoint t"
                + " WHERE fact_kind = 'CAMPAIGN_MEMBER' AND fact_id = '" + memberId + "'");
    }
}
