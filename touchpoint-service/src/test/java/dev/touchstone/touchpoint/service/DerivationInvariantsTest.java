package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_CAMPAIGN;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_PROGRAM;
import static dev.touchstone.touchpoint.v1.OverlapSource.OVERLAP_SOURCE_WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.CheckConsistencyResponse;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.IngestWebEventsRequest;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.RuleListKind;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.SyncCrmRecordsRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.WebEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first invariant of the system: what is derived is a function of the facts. Whatever the order, the repetition, the
 * batching and the number of senders, and whether workers run in between or not, the derived tables are the same to the
 * letter; a full recompute changes nothing and tells watchers nothing.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class DerivationInvariantsTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    private TouchpointClient client;
    private StoredState state;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        state = new StoredState(dataSource);
    }

    @AfterEach
    void end() {
        client.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderRepetitionAndBatchingGiveTheSame(long seed) throws Exception {
        RandomOrganisation organisation = new RandomOrganisation(seed);
        state.clear();
        send(organisation.events, organisation.records, new Random(seed), 1);
        client.awaitDerived();
        List<String> facts = state.facts();
        List<String> derived = state.derived();
        assertThat(derived).as("seed %d derives something", seed).isNotEmpty();

        for (int round = 1; round <= 3; round++) {
            Random random = new Random(seed * 31 + round);
            state.clear();
            send(
                    shuffledAndRepeated(organisation.events, random),
                    shuffledAndRepeated(organisation.records, random),
                    random,
                    round);
            client.awaitDerived();
            assertThat(state.facts())
                    .as("facts of seed %d, round %d", seed, round)
                    .isEqualTo(facts);
            assertThat(state.derived())
                    .as("derived of seed %d, round %d", seed, round)
                    .isEqualTo(derived);
        }
        recomputeChangesNothing(derived);
    }

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, 6);
    }

    /** C14: nor does it depend on the order which of two touchpoints stays, nor on whether it was set before or after. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void c14WhichOfTwoTouchpointsStaysDependsOnFactsAndSettingsAlone(long seed) throws Exception {
        RandomOrganisation organisation = new RandomOrganisation(seed);
        state.clear();
        keepOneOfTwoTouchpoints();
        send(organisation.events, organisation.records, new Random(seed), 1);
        client.awaitDerived();
        List<String> derived = state.derived();
        assertThat(state.texts("SELECT fact_id FROM touchpoint WHERE no_buyer_reason = 'OVERLAPS_WITH'"))
                .as("seed %d", seed)
                .isNotEmpty();

        for (int round = 1; round <= 2; round++) {
            Random random = new Random(seed * 31 + round);
            state.clear();
            send(
                    shuffledAndRepeated(organisation.events, random),
                    shuffledAndRepeated(organisation.records, random),
                    random,
                    round);
            keepOneOfTwoTouchpoints();
            client.awaitDerived();
            assertThat(state.derived())
                    .as("derived of seed %d, round %d", seed, round)
                    .isEqualTo(derived);
        }
        recomputeChangesNothing(derived);
        state.clear();
    }

    private void keepOneOfTwoTouchpoints() {
        new Rules(client)
                .update(
                        RuleListKind.RULE_LIST_KIND_PROGRAM_MEMBER,
                        Rules.rule("Programs", "ProgramMember.Id is not null", "{ProgramMember.MembershipDate}"));
        SessionSettingsVersion before = client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
        client.settings.updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                .setSettings(before.getSettings().toBuilder()
                        .addOverlapRules(OverlapRulesTest.sameDay(OVERLAP_SOURCE_CAMPAIGN, OVERLAP_SOURCE_WEB))
                        .addOverlapRules(
                                OverlapRulesTest.within(OVERLAP_SOURCE_PROGRAM, OVERLAP_SOURCE_CAMPAIGN, 20_000))
                        .addOverlapRules(OverlapRulesTest.within(OVERLAP_SOURCE_PROGRAM, OVERLAP_SOURCE_WEB, 7_200)))
                .setEtag(before.getEtag())
                .build());
    }

    private void recomputeChangesNothing(List<String> derived) {
        long changes = state.count("touchpoint_change");

        client.admin.recompute(RecomputeRequest.getDefaultInstance());
        client.awaitDerived();

        assertThat(state.derived()).isEqualTo(derived);
        assertThat(state.count("touchpoint_change")).isEqualTo(changes);
        CheckConsistencyResponse check = client.admin.checkConsistency(CheckConsistencyRequest.getDefaultInstance());
        assertThat(check.getExamplesList()).isEmpty();
        assertThat(check.getDifferentSessionCount() + check.getDifferentTouchpointCount())
                .isZero();
        assertThat(check.getSessionCount()).isEqualTo(state.count("session"));
        assertThat(check.getTouchpointCount()).isEqualTo(state.count("touchpoint"));
    }

    /** Cuts the facts into batches of random sizes and sends them from several senders at once. */
    private void send(List<WebEvent> events, List<CrmRecord> records, Random random, int senders) throws Exception {
        List<Runnable> calls = new ArrayList<>();
        for (List<WebEvent> batch : batches(events, random)) {
            calls.add(() -> client.ingest(List.of(
                    IngestWebEventsRequest.newBuilder().addAllWebEvents(batch).build())));
        }
        for (List<CrmRecord> batch : batches(records, random)) {
            calls.add(() -> client.sync(List.of(
                    SyncCrmRecordsRequest.newBuilder().addAllRecords(batch).build())));
        }
        Collections.shuffle(calls, random);
        try (ExecutorService executor = Executors.newFixedThreadPool(senders)) {
            List<Future<?>> sent = new ArrayList<>();
            calls.forEach(call -> sent.add(executor.submit(call)));
            for (Future<?> call : sent) {
                call.get();
            }
        }
    }

    private static <T> List<T> shuffledAndRepeated(List<T> facts, Random random) {
        List<T> all = new ArrayList<>(facts);
        for (T fact : facts) {
            if (random.nextInt(3) == 0) {
                all.add(fact);
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static <T> List<List<T>> batches(List<T> facts, Random random) {
        List<List<T>> batches = new ArrayList<>();
        int start = 0;
        while (start < facts.size()) {
            int end = Math.min(facts.size(), start + 1 + random.nextInt(30));
            batches.add(List.copyOf(facts.subList(start, end)));
            start = end;
        }
        return batches;
    }
}
