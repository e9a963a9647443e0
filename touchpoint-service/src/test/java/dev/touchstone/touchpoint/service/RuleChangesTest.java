package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.CalculatedFields.extracts;
import static dev.touchstone.touchpoint.service.CalculatedFields.mapsTo;
import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static dev.touchstone.touchpoint.service.Rules.segment;
import static dev.touchstone.touchpoint.service.Rules.touchpointRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.derive.HandDerivation;
import dev.touchstone.touchpoint.mark.Queue;
import dev.touchstone.touchpoint.v1.CampaignIds;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.UndoTouchpointDateUpdateRequest;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesRequest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules and bulk dates that change while facts come in: whichever transaction commits first, nobody is missed. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
class RuleChangesTest {
    private static final GenerationRule NONE_OF_THEM =
            rule("None", "Campaign.Name is equal to \"nothing\"", "{CampaignMember.CreatedDate}");
    private static final Instant BULK_DATE = Instant.parse("2025-01-15T00:00:00Z");

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    HandDerivation worker;

    private TouchpointClient client;
    private StoredState state;
    private Rules rules;
    private CalculatedFields fields;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.awaitSchema();
        state.clear();
        rules = new Rules(client);
        fields = new CalculatedFields(client);
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                lead("L2", "b@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
        worker.drain();
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    /** Only people with a fact that is decided otherwise are derived again. */
    @Test
    void changeMarksWhomItConcernsAndNobodyElse() {
        client.sync(
                campaign("C2", "Fair", SyncType.SYNC_TYPE_EXCLUDE_ALL, at("08:00")),
                member("M2", "C2", "L2", at("09:00"), at("09:00")));
        worker.drain();

        rules.update(
                MEMBERS,
                rule("Mirror", "Campaign.SyncType is equal to \"Include all\"", "{CampaignMember.CreatedDate}"));
        worker.derive(Queue.RULE_LIST);

        assertThat(worker.derive(Queue.PERSON)).hasSize(1);
        assertNobodyIsMissed();
    }

    /** The derivation of a fact reads the rules before, and commits when the change has been spread already. */
    @Test
    void factThatIsDerivedByTheRulesBeforeIsDerivedAgain() {
        client.sync(member("M2", "C1", "L2", at("09:10"), at("09:10")));
        worker.derive(Queue.CRM_PERSON);

        worker.deriveAndMeanwhile(Queue.PERSON, () -> rules.update(MEMBERS, NONE_OF_THEM));
        assertThat(state.count("touchpoint")).isEqualTo(2);
        worker.drain();

        assertThat(state.count("touchpoint")).isZero();
        assertNobodyIsMissed();
    }

    /** A member is committed after the change was spread, in a transaction that began before it. */
    @Test
    void memberThatCommitsBehindTheChangeIsDerivedByIt() {
        try (HeldCommit held = new HeldCommit(dataSource, "campaign_member")) {
            CompletableFuture<Void> sync =
                    held.start(() -> client.sync(member("M2", "C1", "L2", at("09:10"), at("09:10"))));
            rules.update(MEMBERS, NONE_OF_THEM);
            worker.drain();
            assertThat(state.count("touchpoint")).isZero();
            held.release(sync);
        }
        worker.drain();

        assertThat(state.count("touchpoint")).isZero();
        assertNobodyIsMissed();
    }

    /** A member of a bulk update moves to another person in a transaction that the update does not see. */
    @Test
    void memberThatMovesDuringABulkUpdateHasItsDate() {
        try (HeldCommit held = new HeldCommit(dataSource, "campaign_member")) {
            CompletableFuture<Void> sync =
                    held.start(() -> client.sync(member("M1", "C1", "L2", at("09:00"), at("10:00"))));
            bulkUpdate();
            held.release(sync);
        }
        worker.drain();

        assertThat(state.texts("SELECT touched_at::date::text FROM touchpoint")).containsExactly("2025-01-15");
        assertNobodyIsMissed();
    }

    /** The update commits when a member's new person has been derived without its date already. */
    @Test
    void memberThatIsDerivedWhileABulkUpdateRunsHasItsDate() {
        try (HeldCommit held = new HeldCommit(dataSource, "effective_touchpoint_date")) {
            CompletableFuture<Void> update = held.start(this::bulkUpdate);
            client.sync(member("M1", "C1", "L2", at("09:00"), at("10:00")));
            worker.drain();
            held.release(update);
        }
        worker.drain();

        assertThat(state.texts("SELECT touched_at::date::text FROM touchpoint")).containsExactly("2025-01-15");
        assertNobodyIsMissed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyChangesWhileFactsStreamInEndInTheSame(long seed) {
        RandomOrganisation organisation = new RandomOrganisation(seed);
        CompletableFuture<Void> facts = CompletableFuture.runAsync(() -> {
            for (CrmRecord record : organisation.records) {
                client.sync(record);
            }
        });
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(new Random(seed)));
        while (!facts.isDone() || !changes.isDone()) {
            worker.drain();
        }
        CompletableFuture.allOf(facts, changes).join();
        worker.drain();

        assertNobodyIsMissed();
    }

    /** A calculated field that nobody uses costs nothing; one that a rule uses has everybody derived anew. */
    @Test
    void changeOfACalculatedFieldMarksSomebodyOnlyIfARuleUsesIt() {
        fields.update(CalculatedFields.REGIONS.get(0), CalculatedFields.REGIONS.get(1));
        assertThat(state.count("dirty_mark")).isZero();
        rules.update(
                RuleListKind.RULE_LIST_KIND_SEGMENT,
                segment("Region", "{Touchpoint.RegionName}", "Touchpoint.Region is not null"));
        worker.drain();

        fields.update(
                CalculatedFields.REGIONS.get(0),
                CalculatedFields.REGIONS.get(1),
                extracts("Promo", "Touchpoint.LandingPageRaw", "promo=(\\w+)"));
        assertThat(state.count("dirty_mark")).isZero();
        fields.update(extracts("Region", "Campaign.Name", "(\\d)"), CalculatedFields.REGIONS.get(1));
        assertThat(state.texts("SELECT key FROM dirty_mark")).containsExactly("EVERYTHING_PEOPLE:");

        worker.drain();
        assertThat(state.texts("SELECT array_to_string(segments, ',') FROM touchpoint"))
                .containsExactly("Region.Other");
        fields.update(
                extracts("Region", "Campaign.Name", "0?(1)"), mapsTo("RegionName", "Touchpoint.Region", "", "1", "NA"));
        worker.drain();
        assertThat(state.texts("SELECT array_to_string(segments, ',') FROM touchpoint"))
                .containsExactly("Region.NA");
        assertNobodyIsMissed();
    }

    private void change(Random random) {
        RandomRules randomRules = new RandomRules(random);
        fields.update(extracts("Word", "Touchpoint.CampaignName", "(\\d)"));
        for (int i = 0; i < 12; i++) {
            RuleListKind kind = RandomRules.KINDS.get(random.nextInt(RandomRules.KINDS.size()));
            List<GenerationRule> list = new ArrayList<>(randomRules.of(kind));
            if (kind == RuleListKind.RULE_LIST_KIND_SEGMENT) {
                list.add(segment("Word", "{Touchpoint.Word}", "Touchpoint.Word is not null"));
            }
            if (kind == RuleListKind.RULE_LIST_KIND_SUPPRESSION) {
                list.add(touchpointRule("Word", "Touchpoint.Word is equal to \"a\""));
            }
            rules.update(kind, list.toArray(GenerationRule[]::new));
            fields.update(extracts(
                    "Word",
                    "Touchpoint.CampaignName",
                    random.nextBoolean() ? "(\\w)\\b" : "(a|\\d)" + "?".repeat(random.nextInt(2))));
            String updateId = bulkUpdate();
            if (random.nextBoolean()) {
                client.campaigns.undoTouchpointDateUpdate(UndoTouchpointDateUpdateRequest.newBuilder()
                        .setUpdateId(updateId)
                        .build());
            }
        }
    }

    private String bulkUpdate() {
        return client.campaigns
                .updateTouchpointDates(UpdateTouchpointDatesRequest.newBuilder()
                        .setCampaigns(CampaignIds.newBuilder().addAllCampaignIds(List.of("C1", "C2")))
                        .setTouchpointTime(Facts.time(BULK_DATE))
                        .setRequestId(UUID.randomUUID().toString())
                        .setAuthor("ann")
                        .build())
                .getUpdate()
                .getUpdateId();
    }

    private void assertNobodyIsMissed() {
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getExamplesList())
                .isEmpty();
    }
}
