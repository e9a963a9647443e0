package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.collect.EventLog;
import dev.touchstone.touchpoint.v1.CheckConsistencyRequest;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.IgnoreIdentityRequest;
import dev.touchstone.touchpoint.v1.IgnoredIdentity;
import dev.touchstone.touchpoint.v1.ListIgnoredIdentitiesRequest;
import dev.touchstone.touchpoint.v1.RecomputeRequest;
import dev.touchstone.touchpoint.v1.SessionSettings;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.UnignoreIdentityRequest;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.agroal.api.AgroalDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is derived is a function of the facts, the ignore list and the settings: however their changes fall between each other
 * and between the derivations, the derived tables are those that deriving everything anew gives, and those that come when list
 * and settings stand before the first fact.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MappingStub.class)
class IdentityInvariantsTest {
    private static final int SENDERS = 3;

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    EventLog eventLog;

    private TouchpointClient client;
    private StoredState state;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        client.awaitDerived();
        state = new StoredState(dataSource);
        state.clear();
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyInterleavingGivesWhatDerivingAnewGives(long seed) throws Exception {
        RandomIdentities identities = new RandomIdentities(seed);
        List<Runnable> facts = facts(identities);
        List<Runnable> all = new ArrayList<>(facts);
        identities.ignored.forEach(subject -> all.add(() -> ignore(subject)));
        identities.unignored.forEach(subject -> all.add(() -> unignore(subject)));
        identities.settings.forEach(settings -> all.add(() -> update(settings)));
        Random random = new Random(seed);
        Collections.shuffle(all, random);

        run(all);
        client.awaitDerived();
        List<String> derived = state.derived();
        assertThat(derived).as("seed %d derives something", seed).isNotEmpty();
        recomputeChangesNothing(seed, derived);

        SessionSettings settings = inForce().getSettings();
        List<IgnoredIdentity> ignored = client.identities
                .listIgnoredIdentities(ListIgnoredIdentitiesRequest.getDefaultInstance())
                .getIgnoredIdentitiesList();
        state.clear();
        update(settings);
        ignored.forEach(this::ignore);
        Collections.shuffle(facts, random);
        run(facts);
        client.awaitDerived();
        assertThat(withoutPeople(state.derived()))
                .as("seed %d in another order", seed)
                .isEqualTo(withoutPeople(derived));
    }

    /** The table of people keeps everybody who ever was one, for instance by settings that are no longer in force. */
    private static List<String> withoutPeople(List<String> derived) {
        return derived.stream().filter(row -> !row.startsWith("person ")).toList();
    }

    private void recomputeChangesNothing(long seed, List<String> derived) {
        long changes = state.count("touchpoint_change");
        assertThat(client.admin
                        .checkConsistency(CheckConsistencyRequest.getDefaultInstance())
                        .getExamplesList())
                .as("seed %d", seed)
                .isEmpty();
        client.admin.recompute(RecomputeRequest.getDefaultInstance());
        client.awaitDerived();
        assertThat(state.derived()).as("seed %d derived anew", seed).isEqualTo(derived);
        assertThat(state.count("touchpoint_change")).isEqualTo(changes);
    }

    private List<Runnable> facts(RandomIdentities identities) {
        List<Runnable> facts = new ArrayList<>();
        identities.events.forEach(event -> facts.add(() -> eventLog.append(List.of(event), 0, Facts.DAY)));
        identities.aliasIdentities.forEach(
                identity -> facts.add(() -> client.identities.recordAliasIdentities(IdentityFacts.record(identity))));
        identities.leads.forEach(lead -> facts.add(() -> client.sync(lead)));
        return facts;
    }

    private static void run(List<Runnable> calls) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> running = new ArrayList<>();
            calls.forEach(call -> running.add(executor.submit(call)));
            for (Future<?> call : running) {
                call.get();
            }
        }
    }

    private void ignore(IgnoredIdentity subject) {
        client.identities.ignoreIdentity(IgnoreIdentityRequest.newBuilder()
                .setEmail(subject.getEmail())
                .setVisitorId(subject.getVisitorId())
                .build());
    }

    private void unignore(IgnoredIdentity subject) {
        tolerate(
                Set.of(Status.Code.NOT_FOUND),
                () -> client.identities.unignoreIdentity(UnignoreIdentityRequest.newBuilder()
                        .setEmail(subject.getEmail())
                        .setVisitorId(subject.getVisitorId())
                        .build()));
    }

    private void update(SessionSettings settings) {
        tolerate(
                Set.of(Status.Code.ABORTED),
                () -> client.settings.updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                        .setSettings(settings)
                        .setEtag(inForce().getEtag())
                        .build()));
    }

    private SessionSettingsVersion inForce() {
        return client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
    }

    /** With several senders what is to be taken back may not be there yet, and settings may have been changed since. */
    private static void tolerate(Set<Status.Code> codes, Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            if (!codes.contains(e.getStatus().getCode())) {
                throw e;
            }
        }
    }

    static Duration minutes(int minutes) {
        return Duration.newBuilder().setSeconds(minutes * 60L).build();
    }
}
