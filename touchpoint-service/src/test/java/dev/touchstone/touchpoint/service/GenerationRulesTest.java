package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Refused.code;
import static dev.touchstone.touchpoint.service.Refused.refusal;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.DiffRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.FormatRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GetRuleListRequest;
import dev.touchstone.touchpoint.v1.ListRuleFieldsRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsRequest;
import dev.touchstone.touchpoint.v1.ListRuleListVersionsResponse;
import dev.touchstone.touchpoint.v1.ParseRuleExpressionRequest;
import dev.touchstone.touchpoint.v1.RuleExpression;
import dev.touchstone.touchpoint.v1.RuleField;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.RuleListVersion;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.UpdateRuleListRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of rules over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class GenerationRulesTest extends RulesFixture {
    private static final String CREATED = "{CampaignMember.CreatedDate}";
    private static final GenerationRule WEBINARS = rule("Webinars", "Campaign.Type is equal to \"webinar\"", CREATED);

    @Test
    void whatShipsTakesCallsAndLeavesCampaignsToTheirSyncTypes() {
        for (RuleListKind kind : RuleListKind.values()) {
            if (kind != RuleListKind.UNRECOGNIZED && kind != RuleListKind.RULE_LIST_KIND_UNSPECIFIED) {
                RuleListVersion shipped = rules.inForce(kind);
                assertThat(shipped.getVersion()).isEqualTo(1);
                assertThat(shipped.getKind()).isEqualTo(kind);
                assertThat(shipped.getEtag()).isNotEmpty();
                assertThat(shipped.getRulesList().stream().map(GenerationRulesTest::shown))
                        .containsExactlyElementsOf(
                                switch (kind) {
                                    case RULE_LIST_KIND_TASK ->
                                        List.of(
                                                "Calls: Task.Type is equal to \"Call\" -> Outbound Call {Task.ActivityDate}");
                                    case RULE_LIST_KIND_EVENT ->
                                        List.of(
                                                "Calls: Event.Type is equal to \"Call\" -> Outbound Call {Event.ActivityDate}");
                                    default -> List.of();
                                });
            }
        }
    }

    private static String shown(GenerationRule rule) {
        return rule.getName() + ": " + rule.getExpressionLine() + " -> " + rule.getCampaignName() + " "
                + rule.getTouchpointDate();
    }

    @Test
    void updateIsANewVersionThatSaysWhoAndWhyAndKeepsTheVersionsOfRulesThatDidNotChange() {
        RuleListVersion second = rules.update(MEMBERS, WEBINARS);
        RuleListVersion third =
                rules.update(MEMBERS, rule("Events", "Campaign.Type is equal to \"Event\"", CREATED), WEBINARS);

        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getAuthor()).isEqualTo("ann");
        assertThat(second.getNote()).isEqualTo("a note");
        assertThat(third.getRulesList().stream().map(GenerationRule::getSinceVersion))
                .containsExactly(3L, 2L);
        assertThat(third.getRules(1).getExpressionLine()).isEqualTo("Campaign.Type is equal to \"webinar\"");
        assertThat(third.getRules(1)
                        .getExpression()
                        .getGroups(0)
                        .getConditions(0)
                        .getField())
                .isEqualTo("Campaign.Type");
        assertThat(rules.inForce(MEMBERS)).isEqualTo(third);
        assertThat(rules.inForce(RuleListKind.RULE_LIST_KIND_TASK).getVersion()).isEqualTo(1);
    }

    /** Text and structure are two forms of one rule, and the spelling of a field is the catalogue's. */
    @Test
    void equalRulesMakeNoVersionAndMarkNothing() {
        RuleListVersion before = rules.update(MEMBERS, WEBINARS);
        client.awaitDerived();

        RuleListVersion asStructure = rules.update(
                MEMBERS,
                before.getRules(0).toBuilder()
                        .clearExpressionLine()
                        .clearSinceVersion()
                        .build());
        RuleListVersion asText = rules.update(
                MEMBERS, rule("Webinars", "campaign.TYPE IS equal TO \"webinar\"", "{campaignMEMBER.createddate}"));

        assertThat(asStructure).isEqualTo(before);
        assertThat(asText).isEqualTo(before);
        assertThat(state.texts("SELECT version::text FROM rule_list_version WHERE kind = 'CAMPAIGN_MEMBER'"))
                .hasSize(2);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        List<GenerationRule> wrong = List.of(
                rule("", "Campaign.Typ is equal to \"x\"", CREATED),
                rule("B", "Campaign.Type is equal", CREATED),
                rule("b", "CampaignMember.HasResponded is greater than 3", "{Campaign.Name}"));

        assertThat(violations(() -> client.rules.updateRuleList(UpdateRuleListRequest.newBuilder()
                        .setKind(MEMBERS)
                        .addAllRules(wrong)
                        .setNote("n".repeat(501))
                        .build())))
                .contains(
                        "rules[0].name FIELD_REQUIRED",
                        "rules[0].expression_text UNKNOWN_FIELD",
                        "rules[1].expression_text INVALID_SYNTAX",
                        "rules[2].name DUPLICATE_NAME",
                        "rules[2].touchpoint_date NOT_A_DATE",
                        "etag FIELD_REQUIRED",
                        "author FIELD_REQUIRED",
                        "note FIELD_TOO_LONG");
        assertThat(violations(() -> client.rules.getRuleList(GetRuleListRequest.getDefaultInstance())))
                .containsExactly("kind UNKNOWN_ENUM_VALUE");
        assertThat(violations(() -> rules.preview(MEMBERS, wrong.get(1))))
                .containsExactly("rules[0].expression_text INVALID_SYNTAX");
        assertThat(violations(() -> rules.restore(MEMBERS, 0, "")))
                .containsExactly("version OUT_OF_RANGE", "etag FIELD_REQUIRED");
        assertThat(violations(() -> client.rules.diffRuleListVersions(DiffRuleListVersionsRequest.newBuilder()
                        .setFromVersion(-1)
                        .build())))
                .containsExactly("kind UNKNOWN_ENUM_VALUE", "from_version OUT_OF_RANGE", "to_version OUT_OF_RANGE");
        assertThat(violations(() -> client.rules.listRuleListVersions(ListRuleListVersionsRequest.newBuilder()
                        .setKind(MEMBERS)
                        .setPageSize(-1)
                        .setPageToken("nonsense")
                        .build())))
                .containsExactly("page_size OUT_OF_RANGE", "page_token INVALID_PAGE_TOKEN");
        assertThat(state.count("rule_list_version")).isEqualTo(8);
    }

    /** C12: a formula is not offered, and refused. */
    @Test
    void fieldsAreThoseOfTheStandardObjectsAndThoseThatWereSeen() {
        state.execute("INSERT INTO crm_field (object, key, type, formula, name) VALUES"
                + " ('Campaign', 'seenregion__c', 'TEXT', false, 'SeenRegion__c'),"
                + " ('CampaignMember', 'seenscore__c', 'NUMBER', false, 'SeenScore__c'),"
                + " ('CampaignMember', 'seenage__c', 'NUMBER', true, 'SeenAge__c'),"
                + " ('Opportunity', 'probability', 'NUMBER', false, 'Probability')"
                + " ON CONFLICT DO NOTHING");

        List<RuleField> fields = client.rules
                .listRuleFields(
                        ListRuleFieldsRequest.newBuilder().setKind(MEMBERS).build())
                .getFieldsList();

        assertThat(fields.stream().map(RuleField::getName))
                .contains(
                        "Campaign.Type",
                        "CampaignMember.HasResponded",
                        "Campaign.SeenRegion__c",
                        "CampaignMember.SeenScore__c")
                .doesNotContain("CampaignMember.SeenAge__c", "Task.Type", "Opportunity.Probability");
        assertThat(fields.stream().filter(RuleField::getUsableAsDate).map(RuleField::getName))
                .contains("CampaignMember.BuyerTouchpointDate", "Campaign.StartDate");
        assertThat(fields.stream().filter(field -> !field.getStandard()).map(RuleField::getName))
                .contains("Campaign.SeenRegion__c", "CampaignMember.SeenScore__c")
                .doesNotContain("Campaign.Type");
        assertThat(violations(() ->
                        rules.update(MEMBERS, rule("Old", "CampaignMember.SeenAge__c is greater than 3", CREATED))))
                .containsExactly("rules[0].expression_text FORMULA_FIELD");
    }

    @Test
    void expressionGoesFromTextToStructureAndBack() {
        String text = "Campaign.Type is equal to \"Webinar\" and CampaignMember.HasResponded is equal to true"
                + " or Campaign.StartDate is greater than 30 days ago";

        RuleExpression structure = client.rules
                .parseRuleExpression(ParseRuleExpressionRequest.newBuilder()
                        .setKind(MEMBERS)
                        .setText(text)
                        .build())
                .getExpression();

        assertThat(structure.getGroupsCount()).isEqualTo(2);
        assertThat(client.rules
                        .formatRuleExpression(FormatRuleExpressionRequest.newBuilder()
                                .setKind(MEMBERS)
                                .setExpression(structure)
                                .build())
                        .getText())
                .isEqualTo(text);
        assertThat(violations(() -> client.rules.parseRuleExpression(ParseRuleExpressionRequest.newBuilder()
                        .setKind(MEMBERS)
                        .setText("Campaign.Type is")
                        .build())))
                .containsExactly("text INVALID_SYNTAX");
        assertThat(violations(() -> client.rules.formatRuleExpression(FormatRuleExpressionRequest.newBuilder()
                        .setKind(MEMBERS)
                        .build())))
                .containsExactly("expression FIELD_REQUIRED");
    }

    @Test
    void versionsAreListedNewestFirstPageByPage() {
        for (int i = 0; i < 4; i++) {
            rules.update(MEMBERS, rule("R" + i, "Campaign.Name contains \"" + i + "\"", CREATED));
        }
        List<Long> versions = new ArrayList<>();
        String token = "";
        do {
            ListRuleListVersionsResponse page =
                    client.rules.listRuleListVersions(ListRuleListVersionsRequest.newBuilder()
                            .setKind(MEMBERS)
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getVersionsList().forEach(version -> {
                versions.add(version.getVersion());
                assertThat(version.getRulesList()).isEmpty();
                assertThat(version.getRuleCount()).isEqualTo(version.getVersion() == 1 ? 0 : 1);
            });
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        assertThat(versions).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void earlierVersionIsAnsweredWithItsRules() {
        RuleListVersion second = rules.update(MEMBERS, WEBINARS);
        RuleListVersion third = rules.update(MEMBERS);

        assertThat(version(2)).isEqualTo(second);
        assertThat(version(2).getRuleCount()).isEqualTo(1);
        assertThat(version(2).getRules(0).getName()).isEqualTo("Webinars");
        assertThat(version(0)).isEqualTo(third);
        assertThat(refusal(() -> version(4))).isEqualTo("NOT_FOUND RULE_LIST_VERSION_NOT_FOUND");
        assertThat(violations(() -> version(-1))).containsExactly("version OUT_OF_RANGE");
    }

    private RuleListVersion version(long number) {
        return client.rules
                .getRuleList(GetRuleListRequest.newBuilder()
                        .setKind(MEMBERS)
                        .setVersion(number)
                        .build())
                .getVersion();
    }

    /** All of them would be more metadata than a gRPC client takes, which would see INTERNAL or RESOURCE_EXHAUSTED instead. */
    @Test
    void ofManyWrongRulesTheFirstAreTold() {
        List<GenerationRule> wrong = IntStream.range(0, 500)
                .mapToObj(i -> rule("R" + i, "Campaign.Unknown" + i + " is equal to \"x\"", CREATED))
                .toList();

        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> rules.update(MEMBERS, rules.inForce(MEMBERS).getEtag(), wrong));

        assertThat(Refused.info(refused).getMetadataMap()).containsEntry("count", "500");
        assertThat(violations(() -> {
                    throw refused;
                }))
                .hasSizeBetween(10, 499)
                .startsWith("rules[0].expression_text UNKNOWN_FIELD", "rules[1].expression_text UNKNOWN_FIELD");
    }

    @Test
    void differencesAreToldRuleByRule() {
        rules.update(MEMBERS, WEBINARS, rule("Old", "Campaign.Name contains \"o\"", CREATED));
        rules.update(MEMBERS, rule("New", "Campaign.Name contains \"n\"", CREATED), WEBINARS);

        assertThat(client
                        .rules
                        .diffRuleListVersions(DiffRuleListVersionsRequest.newBuilder()
                                .setKind(MEMBERS)
                                .setFromVersion(2)
                                .setToVersion(3)
                                .build())
                        .getDifferencesList()
                        .stream()
                        .map(difference -> difference.getBefore().getName() + difference.getRowBefore() + " "
                                + difference.getAfter().getName() + difference.getRowAfter()))
                .containsExactly("0 New1", "Old2 0");
        assertThat(refusal(() -> client.rules.diffRuleListVersions(DiffRuleListVersionsRequest.newBuilder()
                        .setKind(MEMBERS)
                        .setFromVersion(2)
                        .setToVersion(9)
                        .build())))
                .isEqualTo("NOT_FOUND RULE_LIST_VERSION_NOT_FOUND");
    }

    @Test
    void changeOfWhatSomebodyElseChangedIsRefused() {
        String stale = rules.inForce(MEMBERS).getEtag();
        rules.update(MEMBERS, WEBINARS);

        assertThat(refusal(() -> rules.update(MEMBERS, stale, List.of()))).isEqualTo("ABORTED ETAG_MISMATCH");
        assertThat(refusal(() -> rules.restore(MEMBERS, 1, stale))).isEqualTo("ABORTED ETAG_MISMATCH");
        assertThat(refusal(() -> rules.restore(MEMBERS, 77, "2"))).isEqualTo("NOT_FOUND RULE_LIST_VERSION_NOT_FOUND");
    }

    /** Each of two editors that begin at the same moment reads the same version; one wins and the other is told. */
    @Test
    void noUpdateIsLostBetweenTwoEditors() {
        for (int round = 0; round < 10; round++) {
            RuleListVersion before = rules.inForce(MEMBERS);
            CyclicBarrier together = new CyclicBarrier(2);
            List<GenerationRule> ofFirst = List.of(rule("First" + round, "Campaign.Name contains \"1\"", CREATED));
            List<GenerationRule> ofSecond = List.of(rule("Second" + round, "Campaign.Name contains \"2\"", CREATED));

            List<Status.Code> codes = Stream.of(ofFirst, ofSecond)
                    .map(list -> CompletableFuture.supplyAsync(() -> code(() -> {
                        together.await();
                        rules.update(MEMBERS, before.getEtag(), list);
                    })))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(codes).containsExactlyInAnyOrder(Status.Code.OK, Status.Code.ABORTED);
            assertThat(rules.inForce(MEMBERS).getVersion()).isEqualTo(before.getVersion() + 1);
            assertThat(rules.inForce(MEMBERS).getRules(0).getName())
                    .isEqualTo(codes.get(0) == Status.Code.OK ? "First" + round : "Second" + round);
        }
    }

    /** C08: a rule wins over "Exclude all". C09: while there are rules and none matches, "Include all" makes nothing. */
    @Test
    void rulesDecideAloneWhileThereAreAny() {
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_EXCLUDE_ALL, at("08:00")),
                campaign("C2", "Fair", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "b@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")),
                member("M2", "C2", "L2", at("09:30"), at("09:30")));
        client.awaitDerived();
        List<String> bySyncType = state.derived();
        assertThat(touchpoints("a@example.com")).isEmpty();
        assertThat(touchpoints("b@example.com")).hasSize(1);

        rules.update(MEMBERS, rule("Webinar 1", "Campaign.Name is equal to \"WEBINAR 1\"", CREATED));
        client.awaitDerived();
        assertThat(touchpoints("a@example.com")).singleElement().satisfies(touchpoint -> {
            assertThat(touchpoint.getTouchpointTime()).isEqualTo(Facts.time(at("09:00")));
            assertThat(touchpoint.getAdCampaignName()).isEqualTo("Webinar 1");
        });
        assertThat(touchpoints("b@example.com")).isEmpty();

        rules.update(
                MEMBERS,
                rule("Webinar 1", "Campaign.Name is equal to \"WEBINAR 1\"", CREATED),
                rule("Mirror", "Campaign.SyncType is equal to \"Include all\"", CREATED));
        client.awaitDerived();
        assertThat(touchpoints("a@example.com")).hasSize(1);
        assertThat(touchpoints("b@example.com"))
                .singleElement()
                .satisfies(
                        touchpoint -> assertThat(touchpoint.getTouchpointTime()).isEqualTo(Facts.time(at("09:30"))));

        RuleListVersion restored =
                rules.restore(MEMBERS, 1, rules.inForce(MEMBERS).getEtag());
        client.awaitDerived();
        assertThat(restored.getVersion()).isEqualTo(4);
        assertThat(restored.getAuthor()).isEqualTo("bob");
        assertThat(restored.getRulesList()).isEmpty();
        assertThat(state.derived()).isEqualTo(bySyncType);
    }

    /** A rule whose field is no longer known is not put in force again. */
    @Test
    void versionIsCheckedAgainBeforeItIsRestored() {
        state.execute("INSERT INTO crm_field (object, key, type, formula, name)"
                + " VALUES ('Campaign', 'territory__c', 'TEXT', false, 'Territory__c')");
        rules.update(MEMBERS, rule("EMEA", "Campaign.Territory__c is equal to \"EMEA\"", CREATED));
        rules.update(MEMBERS, WEBINARS);
        state.execute("UPDATE crm_field SET formula = true WHERE key = 'territory__c'");

        assertThat(violations(() -> rules.restore(MEMBERS, 2, "3")))
                .singleElement()
                .asString()
                .startsWith("rules[0].expression")
                .endsWith("FORMULA_FIELD");
        assertThat(rules.inForce(MEMBERS).getVersion()).isEqualTo(3);
    }

    private List<Touchpoint> touchpoints(String email) {
        return client.journey(email).getTouchpointsList();
    }
}
