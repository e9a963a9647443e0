package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.deletedMember;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Refused.refusal;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CampaignIds;
import dev.touchstone.touchpoint.v1.CampaignView;
import dev.touchstone.touchpoint.v1.GetCampaignRequest;
import dev.touchstone.touchpoint.v1.ListCampaignsRequest;
import dev.touchstone.touchpoint.v1.ListCampaignsResponse;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointDateUpdatesResponse;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.TestCampaignRulesRequest;
import dev.touchstone.touchpoint.v1.TestCampaignRulesResponse;
import dev.touchstone.touchpoint.v1.TestedMember;
import dev.touchstone.touchpoint.v1.TouchpointDateUpdate;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Campaigns and bulk updates of touchpoint dates, over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class CampaignsTest extends RulesFixture {
    private static final SyncType INCLUDE = SyncType.SYNC_TYPE_INCLUDE_ALL;
    private static final Instant EARLIER = Instant.parse("2025-01-15T00:00:00Z");

    @Test
    void campaignIsFoundByEitherFormOfItsId() {
        client.sync(
                campaign("70131000001hUTzAAM", "Webinar 1", INCLUDE, at("08:00")),
                member("M1", "70131000001hUTz", "L1", at("09:00"), at("09:00")),
                member("M2", "70131000001hUTz", "L2", at("09:00"), at("09:00")),
                deletedMember("M2", at("10:00")));

        CampaignView view = get("70131000001hUTz");

        assertThat(view.getCampaign().getCampaignId()).isEqualTo("70131000001hUTzAAM");
        assertThat(view.getCampaign().getName()).isEqualTo("Webinar 1");
        assertThat(view.getCampaign().getType()).isEqualTo("Webinar");
        assertThat(view.getCampaign().getSyncType()).isEqualTo(INCLUDE);
        assertThat(view.getMemberCount()).isEqualTo(1);
        assertThat(get("70131000001hUTzAAM")).isEqualTo(view);
        assertThat(refusal(() -> get("C9"))).isEqualTo("NOT_FOUND CAMPAIGN_NOT_FOUND");
        assertThat(violations(() -> get(""))).containsExactly("campaign_id FIELD_REQUIRED");
    }

    @Test
    void campaignsAreListedByIdPageByPage() {
        for (int i = 0; i < 5; i++) {
            client.sync(campaign("C" + i, "Campaign " + i, INCLUDE, at("08:00")));
        }
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            ListCampaignsResponse page = client.campaigns.listCampaigns(ListCampaignsRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(token)
                    .build());
            page.getCampaignsList().forEach(view -> ids.add(view.getCampaign().getCampaignId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(ids).containsExactly("C0", "C1", "C2", "C3", "C4");
        assertThat(violations(() -> client.campaigns.listCampaigns(ListCampaignsRequest.newBuilder()
                        .setPageSize(-1)
                        .setPageToken("nonsense")
                        .build())))
                .containsExactly("page_size OUT_OF_RANGE", "page_token INVALID_PAGE_TOKEN");
    }

    /** C07: a rule on the campaign's name, tried and then in force: 17 members, all at the campaign's time. */
    @Test
    void rulesAreTriedOnOneCampaign() {
        state.execute(
                "INSERT INTO campaign (campaign_id, name, type, sync_type, created_at, modified_at, digest, deleted)"
                        + " VALUES ('70131000001hUTzAAM', '2015 Convirza Webinar No Shows', 'Webinar', 'NONE',"
                        + " '2015-10-02T10:48:00Z', now(), '00000000-0000-8000-8000-000000000001', false)");
        members("70131000001hUTzAAM", 17);
        client.awaitDerived();

        TestCampaignRulesResponse tested = client.rules.testCampaignRules(TestCampaignRulesRequest.newBuilder()
                .setCampaignId("70131000001hUTz")
                .addRules(rule("Others", "Campaign.Name is equal to \"Other\"", "{Campaign.CreatedDate}"))
                .addRules(rule(
                        "No shows",
                        "Campaign.Name is equal to \"2015 Convirza Webinar No Shows\"",
                        "{Campaign.CreatedDate}"))
                .build());

        assertThat(tested.getCampaignName()).isEqualTo("2015 Convirza Webinar No Shows");
        assertThat(tested.getMemberCount()).isEqualTo(17);
        assertThat(tested.getEligibleMemberCount()).isEqualTo(17);
        assertThat(tested.getMatchingRulesList()).singleElement().satisfies(hits -> {
            assertThat(hits.getRule()).isEqualTo("No shows");
            assertThat(hits.getDecidingCount()).isEqualTo(17);
        });
        assertThat(tested.getSampleList()).hasSize(17).allSatisfy(sampled -> {
            assertThat(sampled.getTouchpointTime()).isEqualTo(Facts.time(Instant.parse("2015-10-02T10:48:00Z")));
            assertThat(sampled.getReason()).isEmpty();
        });

        rules.update(
                MEMBERS,
                rule(
                        "No shows",
                        "Campaign.Name is equal to \"2015 Convirza Webinar No Shows\"",
                        "{Campaign.CreatedDate}"));
        client.awaitDerived();
        assertThat(state.texts("SELECT count(*)::text FROM touchpoint WHERE touched_at = '2015-10-02T10:48:00Z'"))
                .containsExactly("17");
    }

    @Test
    void trialTellsWhyMembersGetNoTouchpoint() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "", at("08:00")),
                lead("L3", "A@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:30"), at("09:30")),
                member("M2", "C1", "L2", at("09:00"), at("09:00")),
                member("M3", "C1", "L3", at("09:00"), at("09:00")));
        client.awaitDerived();

        TestCampaignRulesResponse inForce = test("C1");

        assertThat(inForce.getSampleList().stream().map(CampaignsTest::shown))
                .containsExactly("M1 SECOND_MEMBERSHIP", "M2 NO_EMAIL", "M3 Include all");
        assertThat(inForce.getMemberCount()).isEqualTo(3);
        assertThat(inForce.getEligibleMemberCount()).isEqualTo(1);
        assertThat(inForce.getMatchingRulesList()).isEmpty();
        assertThat(refusal(() -> test("C9"))).isEqualTo("NOT_FOUND CAMPAIGN_NOT_FOUND");
        assertThat(violations(() -> client.rules.testCampaignRules(TestCampaignRulesRequest.newBuilder()
                        .addRules(rule("", "nonsense", ""))
                        .build())))
                .contains("campaign_id FIELD_REQUIRED", "rules[0].name FIELD_REQUIRED");
    }

    @Test
    void sampleIsOfFiftyMembersAtMost() {
        client.sync(campaign("C1", "Webinar 1", INCLUDE, at("08:00")));
        members("C1", 120);
        client.awaitDerived();

        assertThat(test("C1").getSampleList()).hasSize(50);
        assertThat(test("C1").getEligibleMemberCount()).isEqualTo(120);
    }

    private static String shown(TestedMember member) {
        return member.getCampaignMemberId() + " " + member.getRule() + member.getReason();
    }

    /** C10: without rules a bulk date comes first; a rule takes it only if its token is that field. */
    @Test
    void bulkDateHoldsWhereTheRuleTakesItAndIsTakenBack() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                campaign("C2", "Webinar 2", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "b@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")),
                member("M2", "C2", "L2", at("09:00"), at("09:00")));
        client.awaitDerived();
        List<String> before = state.derived();
        UpdateTouchpointDatesRequest request = update(EARLIER, "Campaign.Name is equal to \"webinar 1\"");

        UpdateTouchpointDatesResponse dryRun = client.campaigns.updateTouchpointDates(request.toBuilder()
                .setDryRun(true)
                .clearRequestId()
                .clearAuthor()
                .build());
        assertThat(dryRun.hasUpdate()).isFalse();
        assertThat(dryRun.getMemberCount()).isEqualTo(1);
        assertThat(dryRun.getExamplesList())
                .singleElement()
                .satisfies(example -> assertThat(example.getCampaignMemberId()).isEqualTo("M1"));
        assertThat(state.count("touchpoint_date_update")).isZero();

        UpdateTouchpointDatesResponse made = client.campaigns.updateTouchpointDates(request);
        assertThat(made.getChangedMemberCount()).isEqualTo(1);
        assertThat(made.getUpdate().getFilter()).isEqualTo("Campaign.Name is equal to \"webinar 1\"");
        client.awaitDerived();
        assertThat(time("a@example.com")).isEqualTo(Facts.time(EARLIER));
        assertThat(time("b@example.com")).isEqualTo(Facts.time(at("09:00")));

        rules.update(MEMBERS, rule("All", "Campaign.Id is not null", "{CampaignMember.CreatedDate}"));
        client.awaitDerived();
        assertThat(time("a@example.com")).isEqualTo(Facts.time(at("09:00")));

        rules.update(MEMBERS, rule("All", "Campaign.Id is not null", "{CampaignMember.BuyerTouchpointDate}"));
        client.awaitDerived();
        assertThat(time("a@example.com")).isEqualTo(Facts.time(EARLIER));
        assertThat(client.journey("b@example.com").getTouchpointsList()).isEmpty();

        rules.restore(MEMBERS, 1, rules.inForce(MEMBERS).getEtag());
        TouchpointDateUpdate undone = undo(made.getUpdate().getUpdateId());
        assertThat(undone.hasUndoTime()).isTrue();
        assertThat(undo(undone.getUpdateId())).isEqualTo(undone);
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(before);
    }

    /** The stored day of the rules stands still while no list counts from it. */
    @Test
    void movingDaysOfAFilterCountFromTheDayItIsSent() {
        state.execute("UPDATE rule_day SET today = '2020-01-01', zone = 'UTC'");
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));

        UpdateTouchpointDatesResponse made = client.campaigns.updateTouchpointDates(
                update(EARLIER, "CampaignMember.CreatedDate is less than 10 days ago"));
        UpdateTouchpointDatesResponse none = client.campaigns.updateTouchpointDates(
                update(EARLIER, "CampaignMember.CreatedDate is greater than today"));

        assertThat(made.getMemberCount()).isEqualTo(1);
        assertThat(none.getMemberCount()).isZero();
        assertThat(bulkDates()).containsExactly("M1 " + EARLIER.getEpochSecond());
        assertThat(state.texts("SELECT today::text FROM rule_day")).containsExactly("2020-01-01");
    }

    @Test
    void repeatedRequestChangesNothingAndHasTheSameAnswer() {
        client.sync(campaign("C1", "Webinar 1", INCLUDE, at("08:00")));
        members("C1", 60);
        UpdateTouchpointDatesRequest request = ofCampaigns(EARLIER, "C1");

        UpdateTouchpointDatesResponse first = client.campaigns.updateTouchpointDates(request);
        UpdateTouchpointDatesResponse second = client.campaigns.updateTouchpointDates(request);

        assertThat(first.getMemberCount()).isEqualTo(60);
        assertThat(first.getExamplesList()).hasSize(50);
        assertThat(second).isEqualTo(first);
        assertThat(state.count("touchpoint_date_update")).isEqualTo(1);
    }

    /** Of several updates the newest that holds decides, in whatever order they are taken back. */
    @Test
    void updatesThatOverlapAreTakenBackInAnyOrder() {
        client.sync(
                campaign("C1", "Webinar 1", INCLUDE, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        List<String> updates = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            updates.add(client.campaigns
                    .updateTouchpointDates(ofCampaigns(EARLIER.plusSeconds(i), "C1"))
                    .getUpdate()
                    .getUpdateId());
        }

        undo(updates.get(1));
        assertThat(bulkDates()).containsExactly("M1 " + EARLIER.plusSeconds(3).getEpochSecond());
        undo(updates.get(2));
        assertThat(bulkDates()).containsExactly("M1 " + EARLIER.plusSeconds(1).getEpochSecond());
        client.awaitDerived();
        assertThat(time("a@example.com")).isEqualTo(Facts.time(EARLIER.plusSeconds(1)));
        undo(updates.get(0));
        assertThat(bulkDates()).isEmpty();
        client.awaitDerived();
        assertThat(time("a@example.com")).isEqualTo(Facts.time(at("09:00")));

        ListTouchpointDateUpdatesResponse page = client.campaigns.listTouchpointDateUpdates(
                ListTouchpointDateUpdatesRequest.newBuilder().setPageSize(2).build());
        assertThat(page.getUpdatesList().stream().map(TouchpointDateUpdate::getUpdateId))
                .containsExactly(updates.get(2), updates.get(1));
        assertThat(client.campaigns
                        .listTouchpointDateUpdates(ListTouchpointDateUpdatesRequest.newBuilder()
                                .setPageSize(2)
                                .setPageToken(page.getNextPageToken())
                                .build())
                        .getUpdatesList())
                .singleElement()
                .satisfies(update -> assertThat(update.getUpdateId()).isEqualTo(updates.get(0)));
    }

    private List<String> bulkDates() {
        return state.texts("SELECT campaign_member_id || ' ' || extract(epoch FROM touchpoint_at)::bigint"
                + " FROM effective_touchpoint_date");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(violations(() ->
                        client.campaigns.updateTouchpointDates(UpdateTouchpointDatesRequest.getDefaultInstance())))
                .containsExactly(
                        "filter FIELD_REQUIRED",
                        "touchpoint_time FIELD_REQUIRED",
                        "request_id FIELD_REQUIRED",
                        "author FIELD_REQUIRED");
        assertThat(violations(
                        () -> client.campaigns.updateTouchpointDates(update(EARLIER, "Task.Type is null").toBuilder()
                                .setNote("n".repeat(501))
                                .build())))
                .containsExactly("filter_text FIELD_NOT_OF_LIST", "note FIELD_TOO_LONG");
        assertThat(violations(() -> client.campaigns.updateTouchpointDates(ofCampaigns(EARLIER, "C 1"))))
                .containsExactly("campaigns.campaign_ids[0] INVALID_ID");
        assertThat(violations(() -> client.campaigns.updateTouchpointDates(ofCampaigns(EARLIER))))
                .containsExactly("campaigns.campaign_ids FIELD_REQUIRED");
        assertThat(violations(() -> undo("nonsense"))).containsExactly("update_id INVALID_ID");
        assertThat(refusal(() -> undo(UUID.randomUUID().toString())))
                .isEqualTo("NOT_FOUND TOUCHPOINT_DATE_UPDATE_NOT_FOUND");
        assertThat(state.count("touchpoint_date_update")).isZero();
    }

    private void members(String campaignId, int count) {
        client.sync(IntStream.range(0, count)
                .mapToObj(i -> lead("L" + i, "p" + i + "@example.com", at("08:00")))
                .toArray(dev.touchstone.touchpoint.v1.CrmRecord[]::new));
        client.sync(IntStream.range(0, count)
                .mapToObj(i -> member("M" + i, campaignId, "L" + i, at("09:00"), at("09:00")))
                .toArray(dev.touchstone.touchpoint.v1.CrmRecord[]::new));
    }

    private static UpdateTouchpointDatesRequest.Builder update(Instant time) {
        return UpdateTouchpointDatesRequest.newBuilder()
                .setTouchpointTime(Facts.time(time))
                .setRequestId(UUID.randomUUID().toString())
                .setAuthor("ann");
    }

    private static UpdateTouchpointDatesRequest update(Instant time, String filter) {
        return update(time).setFilterText(filter).build();
    }

    private static UpdateTouchpointDatesRequest ofCampaigns(Instant time, String... campaignIds) {
        return update(time)
                .setCampaigns(CampaignIds.newBuilder().addAllCampaignIds(List.of(campaignIds)))
                .build();
    }

    private TouchpointDateUpdate undo(String updateId) {
        return client.campaigns
                .undoTouchpointDateUpdate(UndoTouchpointDateUpdateRequest.newBuilder()
                        .setUpdateId(updateId)
                        .build())
                .getUpdate();
    }

    private CampaignView get(String campaignId) {
        return client.campaigns
                .getCampaign(GetCampaignRequest.newBuilder()
                        .setCampaignId(campaignId)
                        .build())
                .getCampaign();
    }

    private TestCampaignRulesResponse test(String campaignId) {
        return client.rules.testCampaignRules(
                TestCampaignRulesRequest.newBuilder().setCampaignId(campaignId).build());
    }

    private Timestamp time(String email) {
        return client.journey(email).getTouchpoints(0).getTouchpointTime();
    }
}
