package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.CalculatedFields.REGIONS;
import static dev.touchstone.touchpoint.service.CalculatedFields.concatenates;
import static dev.touchstone.touchpoint.service.CalculatedFields.extracts;
import static dev.touchstone.touchpoint.service.CalculatedFields.mapsTo;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.form;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Refused.refusal;
import static dev.touchstone.touchpoint.service.Rules.segment;
import static dev.touchstone.touchpoint.service.Rules.touchpointRule;
import static dev.touchstone.touchpoint.service.SessionSettingsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CrmField;
import dev.touchstone.touchpoint.v1.ExplainTouchpointRequest;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.ListRuleFieldsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsRequest;
import dev.touchstone.touchpoint.v1.ListTouchpointFieldVersionsResponse;
import dev.touchstone.touchpoint.v1.PreviewTouchpointFieldsResponse;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RuleField;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointField;
import dev.touchstone.touchpoint.v1.TouchpointFieldPreview;
import dev.touchstone.touchpoint.v1.TouchpointFieldValueCount;
import dev.touchstone.touchpoint.v1.TouchpointFieldVersion;
import dev.touchstone.touchpoint.v1.UpdateTouchpointFieldsRequest;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calculated touchpoint fields (requirement, section 4.6) over the real port and a real PostgreSQL. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class TouchpointFieldsTest extends ServiceFixture {
    private static final RuleListKind SEGMENT = RuleListKind.RULE_LIST_KIND_SEGMENT;
    private static final String ADDRESS = "jane@example.com";

    private CalculatedFields fields;
    private Rules rules;

    @BeforeEach
    void prepare() {
        fields = new CalculatedFields(client);
        rules = new Rules(client);
    }

    @AfterEach
    void clear() {
        client.awaitDerived();
        state.clear();
    }

    @Test
    void nothingShipsAndAnUpdateSaysWhoAndWhy() {
        assertThat(fields.inForce().getVersion()).isEqualTo(1);
        assertThat(fields.inForce().getFieldsList()).isEmpty();

        TouchpointFieldVersion updated = fields.update(fields.inForce().getEtag(), REGIONS);

        assertThat(updated.getVersion()).isEqualTo(2);
        assertThat(updated.getAuthor()).isEqualTo("ann");
        assertThat(updated.getNote()).isEqualTo("a note");
        assertThat(updated.getFieldCount()).isEqualTo(2);
        assertThat(updated.getFieldsList()).isEqualTo(REGIONS);
        assertThat(fields.inForce()).isEqualTo(updated);
        assertThat(fields.get(1).getVersion().getFieldsList()).isEmpty();
    }

    /** The spelling of a field of a record is the catalogue's. */
    @Test
    void equalFieldsMakeNoVersion() {
        TouchpointFieldVersion before = fields.update(extracts("Promo", "Touchpoint.LandingPageRaw", "promo=(\\w+)"));

        assertThat(fields.update(extracts("Promo", "TOUCHPOINT.landingpageraw", "promo=(\\w+)")))
                .isEqualTo(before);
        assertThat(state.count("touchpoint_field_version")).isEqualTo(2);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        List<TouchpointField> wrong = List.of(
                extracts("Source", "Lead.Nothing__c", "(a)(b)"),
                mapsTo("M", "Touchpoint.Later", ""),
                concatenates("Later", "Touchpoint.M", "-"),
                TouchpointField.newBuilder().setName("later").build());

        assertThat(violations(() -> client.fields.updateTouchpointFields(UpdateTouchpointFieldsRequest.newBuilder()
                        .addAllFields(wrong)
                        .setNote("n".repeat(501))
                        .build())))
                .containsExactly(
                        "fields[0].name NAME_OF_STANDARD_FIELD",
                        "fields[0].extracts.field UNKNOWN_FIELD",
                        "fields[0].extracts.pattern WRONG_NUMBER_OF_GROUPS",
                        "fields[1].maps_to.field FIELD_STANDS_BEHIND",
                        "fields[1].maps_to.entries EMPTY_LIST",
                        "fields[2].concatenates.parts[0].field FIELD_MAPS_VALUES",
                        "fields[3].name DUPLICATE_NAME",
                        "fields[3].definition FIELD_REQUIRED",
                        "etag FIELD_REQUIRED",
                        "author FIELD_REQUIRED",
                        "note FIELD_TOO_LONG");
        assertThat(violations(() -> fields.preview(
                        -1, List.of("a".repeat(5_001)), List.of(extracts("X", "Touchpoint.Source", "a")))))
                .containsExactly(
                        "fields[0].extracts.pattern WRONG_NUMBER_OF_GROUPS",
                        "max_touchpoint_count OUT_OF_RANGE",
                        "sample_texts[0] FIELD_TOO_LONG");
        assertThat(violations(() -> fields.preview(0, Collections.nCopies(21, "a"), List.of())))
                .containsExactly("sample_texts TOO_MANY");
        assertThat(violations(() -> fields.restore(0, "")))
                .containsExactly("version OUT_OF_RANGE", "etag FIELD_REQUIRED");
        assertThat(violations(() -> fields.get(-1))).containsExactly("version OUT_OF_RANGE");
        assertThat(violations(
                        () -> client.fields.listTouchpointFieldVersions(ListTouchpointFieldVersionsRequest.newBuilder()
                                .setPageSize(-1)
                                .setPageToken("nonsense")
                                .build())))
                .containsExactly("page_size OUT_OF_RANGE", "page_token INVALID_PAGE_TOKEN");
        assertThat(state.count("touchpoint_field_version")).isEqualTo(1);
    }

    @Test
    void versionsAreListedNewestFirstPageByPageAndRestored() {
        for (int i = 0; i < 4; i++) {
            fields.update(extracts("F" + i, "Touchpoint.Source", "(a)"));
        }
        List<Long> versions = new ArrayList<>();
        String token = "";
        do {
            ListTouchpointFieldVersionsResponse page =
                    client.fields.listTouchpointFieldVersions(ListTouchpointFieldVersionsRequest.newBuilder()
                            .setPageSize(2)
                            .setPageToken(token)
                            .build());
            page.getVersionsList().forEach(version -> {
                versions.add(version.getVersion());
                assertThat(version.getFieldsList()).isEmpty();
                assertThat(version.getFieldCount()).isEqualTo(version.getVersion() == 1 ? 0 : 1);
            });
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(versions).containsExactly(5L, 4L, 3L, 2L, 1L);

        TouchpointFieldVersion restored = fields.restore(2, fields.inForce().getEtag());

        assertThat(restored.getVersion()).isEqualTo(6);
        assertThat(restored.getAuthor()).isEqualTo("bob");
        assertThat(restored.getFields(0).getName()).isEqualTo("F0");
        assertThat(refusal(() -> fields.restore(77, restored.getEtag())))
                .isEqualTo("NOT_FOUND TOUCHPOINT_FIELDS_VERSION_NOT_FOUND");
        assertThat(refusal(() -> fields.get(77))).isEqualTo("NOT_FOUND TOUCHPOINT_FIELDS_VERSION_NOT_FOUND");
    }

    @Test
    void changeOfWhatSomebodyElseChangedIsRefused() {
        String stale = fields.inForce().getEtag();
        fields.update(stale, REGIONS);

        assertThat(refusal(() -> fields.update(stale, List.of()))).isEqualTo("ABORTED ETAG_MISMATCH");
        assertThat(refusal(() -> fields.restore(1, stale))).isEqualTo("ABORTED ETAG_MISMATCH");
        assertThat(fields.inForce().getFieldsList()).isEqualTo(REGIONS);
    }

    /** Each of two editors that begin at the same moment reads the same version; one wins and the other is told. */
    /** The rule is checked while the field is there, and is to be saved when it is gone. */
    @Test
    void ruleDoesNotBeginToUseAFieldThatIsBeingRemoved() {
        fields.update(REGIONS.get(0), REGIONS.get(1));
        try (HeldCommit held = new HeldCommit(dataSource, "touchpoint_field_version")) {
            CompletableFuture<Void> removal = held.start(() -> fields.update());
            // The common pool may have a single thread, which the removal holds.
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                    () -> refusal(() ->
                            rules.update(SEGMENT, segment("Region", "EMEA", "Touchpoint.Region is equal to \"04\""))),
                    Thread::startVirtualThread);
            Awaitility.await()
                    .until(() -> state.texts("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                            + " AND query LIKE '%rule_day FOR UPDATE%'")
                                    .size()
                            == 1);
            held.release(removal);

            assertThat(answer.join()).isEqualTo("ABORTED ETAG_MISMATCH");
        }
        assertThat(fields.inForce().getFieldsList()).isEmpty();
        assertThat(rules.inForce(SEGMENT).getRulesList()).isEmpty();
    }

    @Test
    void noUpdateIsLostBetweenTwoEditors() {
        for (int round = 0; round < 10; round++) {
            String etag = fields.inForce().getEtag();
            long version = fields.inForce().getVersion();
            CyclicBarrier together = new CyclicBarrier(2);

            List<String> outcomes = Stream.of("First" + round, "Second" + round)
                    .map(name -> CompletableFuture.supplyAsync(() -> {
                        try {
                            together.await();
                            return fields.update(etag, List.of(extracts(name, "Touchpoint.Source", "(a)")))
                                            .getVersion()
                                    + " OK";
                        } catch (StatusRuntimeException e) {
                            return e.getStatus().getCode().toString();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(outcomes).containsExactlyInAnyOrder((version + 1) + " OK", "ABORTED");
        }
    }

    @Test
    void rulesKnowTheFieldsAndAFieldThatARuleUsesStays() {
        assertThat(violations(() -> rules.update(SEGMENT, regionSegment())))
                .containsExactly("rules[0].name UNKNOWN_FIELD", "rules[0].expression_text UNKNOWN_FIELD");
        fields.update(fields.inForce().getEtag(), REGIONS);
        rules.update(SEGMENT, regionSegment());
        rules.update(
                RuleListKind.RULE_LIST_KIND_REMOVAL,
                touchpointRule("Americas", "Touchpoint.Region is equal to \"01\""));

        assertThat(client.rules
                        .listRuleFields(ListRuleFieldsRequest.newBuilder()
                                .setKind(SEGMENT)
                                .build())
                        .getFieldsList())
                .filteredOn(field -> field.getName().startsWith("Touchpoint.Region"))
                .extracting(RuleField::getName, RuleField::getStandard)
                .containsExactly(tuple("Touchpoint.Region", false), tuple("Touchpoint.RegionName", false));
        assertThat(fields.get(0).getUsesList())
                .extracting(use -> use.getField() + " " + use.getRule())
                .containsExactly(
                        "Region removal rule \"Americas\"",
                        "Region segment \"{Touchpoint.RegionName}\" of category \"Region\"",
                        "RegionName segment \"{Touchpoint.RegionName}\" of category \"Region\"");
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class, () -> fields.update(extracts("Region", "Touchpoint.Source", "(a)")));
        assertThat(refusal(() -> {
                    throw refused;
                }))
                .isEqualTo("FAILED_PRECONDITION TOUCHPOINT_FIELD_IN_USE");
        assertThat(Refused.info(refused).getMetadataMap())
                .containsEntry("field", "RegionName")
                .containsEntry("rule", "segment \"{Touchpoint.RegionName}\" of category \"Region\"");
        assertThat(refusal(() -> fields.restore(1, fields.inForce().getEtag())))
                .isEqualTo("FAILED_PRECONDITION TOUCHPOINT_FIELD_IN_USE");

        rules.update(SEGMENT);
        rules.update(RuleListKind.RULE_LIST_KIND_REMOVAL);
        assertThat(fields.restore(1, fields.inForce().getEtag()).getFieldsList())
                .isEmpty();
    }

    /** M20 and R08 from the event to the segment; what is derived step by step is what a full recompute gives. */
    @Test
    void r08SegmentForEachValueFollowsTheFields() {
        client.sync(lead("L1", ADDRESS, at("08:00")));
        ingest(
                landing("e1", "09:00", "?BZ=04-01-09-03-10"),
                landing("e2", "11:00", "?trackID=123456&country=US&campaign_ID=7890"),
                landing("e3", "13:00", "?BZ=01-01-09-03-10"));
        fields.update(fields.inForce().getEtag(), REGIONS);
        rules.update(SEGMENT, regionSegment());
        client.awaitDerived();

        assertThat(segments()).containsExactly("Region.EMEA", "Region.Other", "Region.NA");
        assertThat(client.touchpoints
                        .explainTouchpoint(ExplainTouchpointRequest.newBuilder()
                                .setTouchpointId(journey().get(0).getTouchpointId())
                                .build())
                        .getStepsList())
                .endsWith(
                        "Calculated field Region is \"04\", for segment \"{Touchpoint.RegionName}\" of category \"Region\".",
                        "Calculated field RegionName is \"EMEA\", for segment \"{Touchpoint.RegionName}\" of category \"Region\".");

        fields.update(REGIONS.get(0), mapsTo("RegionName", "Touchpoint.Region", "Elsewhere", "04", "Europe"));
        client.awaitDerived();

        assertThat(segments()).containsExactly("Region.Europe", "Region.Other", "Region.Elsewhere");
        List<String> derived = state.derived();
        long changes = state.count("touchpoint_change");
        client.admin.recompute(RecomputeRequest.getDefaultInstance());
        client.awaitDerived();
        assertThat(state.derived()).isEqualTo(derived);
        assertThat(state.count("touchpoint_change")).isEqualTo(changes);
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getExamplesList())
                .isEmpty();
    }

    /** A lead's own field, which no rule names itself, is read because a calculated one is made from it. */
    @Test
    void segmentFollowsTheLeadsFields() {
        client.sync(lead("L1", ADDRESS, at("08:00")).toBuilder()
                .addFields(text("Segment__c", "Enterprise"))
                .addFields(text("Grade__c", "A"))
                .build());
        ingest(landing("e1", "09:00", ""));
        fields.update(concatenates("Tier", "Lead.Segment__c", "_", "Lead.Grade__c"));
        rules.update(SEGMENT, segment("Tier", "{Touchpoint.Tier}", "Touchpoint.Tier is not null"));
        client.awaitDerived();
        assertThat(segments()).containsExactly("Tier.Enterprise_A");

        client.sync(lead("L1", ADDRESS, at("10:00")).toBuilder()
                .addFields(text("Segment__c", "SMB"))
                .addFields(text("Grade__c", "A"))
                .build());
        client.awaitDerived();
        assertThat(segments()).containsExactly("Tier.SMB_A");
    }

    @Test
    void dryRunTellsValuesExamplesAndWhatWouldChange() {
        client.sync(lead("L1", ADDRESS, at("08:00")));
        ingest(
                landing("e1", "09:00", "?BZ=04-01-09-03-10"),
                landing("e2", "11:00", "?BZ=04-02-09-03-10"),
                landing("e3", "13:00", "?BZ=01-01-09-03-10"),
                landing("e4", "15:00", "?campaign_ID=7890"));
        fields.update(REGIONS.get(0));
        List<String> before = state.derived();

        PreviewTouchpointFieldsResponse preview =
                fields.preview(0, List.of("?BZ=03-01-09-03-10", "", "?campaign_ID=7890"), REGIONS);

        assertThat(preview.getTouchpointCount()).isEqualTo(4);
        TouchpointFieldPreview region = preview.getFields(0);
        assertThat(region.getName()).isEqualTo("Region");
        assertThat(region.getValueCount()).isEqualTo(3);
        assertThat(region.getDistinctValueCount()).isEqualTo(2);
        assertThat(region.getChangedCount()).isZero();
        assertThat(region.getTopValuesList())
                .extracting(TouchpointFieldValueCount::getValue, TouchpointFieldValueCount::getCount)
                .containsExactly(tuple("04", 2L), tuple("01", 1L));
        assertThat(region.getExamplesList())
                .extracting(example -> example.getValue())
                .containsExactlyInAnyOrder("04", "01", "");
        assertThat(region.getExamplesList())
                .filteredOn(example -> example.getValue().isEmpty())
                .flatExtracting(example -> example.getInputsList())
                .containsExactly("https://acme.com/a?campaign_ID=7890");
        assertThat(preview.getFields(1).getChangedCount())
                .as("a field that is new changes where it has a value")
                .isEqualTo(3);
        assertThat(preview.getSamplesList())
                .extracting(sample -> List.copyOf(sample.getValuesList()))
                .containsExactly(List.of("03", "APAC"), List.of("", ""), List.of("", ""));
        assertThat(fields.preview(2, List.of(), REGIONS).getTouchpointCount()).isEqualTo(2);
        assertThat(fields.preview(2, List.of(), REGIONS)).isEqualTo(fields.preview(2, List.of(), REGIONS));
        assertThat(fields.preview(0, List.of(), List.of()).getFieldsList()).isEmpty();
        assertThat(state.derived()).isEqualTo(before);
        assertThat(fields.inForce().getVersion()).isEqualTo(2);
    }

    private static GenerationRule regionSegment() {
        return segment("Region", "{Touchpoint.RegionName}", "Touchpoint.RegionName is not equal to \"\"");
    }

    private static WebEvent landing(String event, String time, String query) {
        return form("v-1", event, at(time), "https://acme.com/a" + query, ADDRESS)
                .build();
    }

    private static CrmField text(String name, String value) {
        return CrmField.newBuilder().setName(name).setText(value).build();
    }

    private List<Touchpoint> journey() {
        return client.journey(ADDRESS).getTouchpointsList();
    }

    private List<String> segments() {
        return journey().stream()
                .map(touchpoint -> String.join(",", touchpoint.getSegmentsList()))
                .toList();
    }
}
