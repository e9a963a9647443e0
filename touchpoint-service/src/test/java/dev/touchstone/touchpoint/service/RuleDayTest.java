package dev.touchstone.touchpoint.service;

import static dev.touchstone.touchpoint.service.Facts.at;
import static dev.touchstone.touchpoint.service.Facts.campaign;
import static dev.touchstone.touchpoint.service.Facts.lead;
import static dev.touchstone.touchpoint.service.Facts.member;
import static dev.touchstone.touchpoint.service.Rules.MEMBERS;
import static dev.touchstone.touchpoint.service.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.touchpoint.derive.HandDerivation;
import dev.touchstone.touchpoint.rulelist.MoveRuleDay;
import dev.touchstone.touchpoint.v1.GenerationRule;
import dev.touchstone.touchpoint.v1.GetSessionSettingsRequest;
import dev.touchstone.touchpoint.v1.SessionSettingsVersion;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.UpdateSessionSettingsRequest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day that moving days of rules count from: it moves at midnight, and takes with it what it concerns. */
@QuarkusTest
@TestProfile(WithoutWorkers.class)
@WithTestResource(PostgresTestResource.class)
class RuleDayTest {
    private static final GenerationRule RECENT =
            rule("Recent", "CampaignMember.CreatedDate is greater than 10 days ago", "{CampaignMember.CreatedDate}");

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    HandDerivation worker;

    @Inject
    MoveRuleDay moveRuleDay;

    private TouchpointClient client;
    private StoredState state;
    private Rules rules;

    @BeforeEach
    void begin() {
        client = new TouchpointClient(service);
        state = new StoredState(dataSource);
        state.awaitSchema();
        state.clear();
        rules = new Rules(client);
        client.sync(
                campaign("C1", "Webinar 1", SyncType.SYNC_TYPE_INCLUDE_ALL, at("08:00")),
                lead("L1", "a@example.com", at("08:00")),
                member("M1", "C1", "L1", at("09:00"), at("09:00")));
    }

    @AfterEach
    void end() {
        state.clear();
        client.close();
    }

    @Test
    void dayMovesOnlyWhileAListCountsFromIt() {
        String before = today();

        assertThat(moveRuleDay.run(clock("2030-01-01T00:00:00Z"))).isFalse();
        assertThat(today()).isEqualTo(before);

        rules.update(MEMBERS, RECENT);
        assertThat(today()).as("saving the list takes the day of the clock").isNotEqualTo("2030-01-01");
        assertThat(moveRuleDay.run(clock("2030-01-01T00:00:00Z"))).isTrue();
        assertThat(today()).isEqualTo("2030-01-01");
        assertThat(moveRuleDay.run(clock("2030-01-01T23:59:59Z"))).isFalse();
    }

    @Test
    void touchpointsAppearAndDisappearAsTheDaysGoBy() {
        rules.update(MEMBERS, RECENT);
        moveRuleDay.run(clock("2025-06-03T00:00:00Z"));
        worker.drain();
        assertThat(state.count("touchpoint")).isEqualTo(1);

        assertThat(moveRuleDay.run(clock("2025-06-11T12:00:00Z"))).isTrue();
        worker.drain();
        assertThat(state.count("touchpoint")).isEqualTo(1);

        assertThat(moveRuleDay.run(clock("2025-06-13T00:00:00Z"))).isTrue();
        assertThat(worker.drain()).isEmpty();
        assertThat(state.count("touchpoint")).isZero();
    }

    /** Deriving again at another hour gives the same, because the day is stored. */
    @Test
    void withoutAMovedDayNothingChanges() {
        rules.update(MEMBERS, RECENT);
        moveRuleDay.run(clock("2025-06-03T00:00:00Z"));
        worker.drain();
        List<String> derived = state.derived();

        client.admin.recompute(dev.touchstone.touchpoint.v1.RecomputeRequest.getDefaultInstance());
        worker.drain();

        assertThat(state.derived()).isEqualTo(derived).isNotEmpty();
    }

    @Test
    void severalReplicasMoveItOnce() {
        rules.update(MEMBERS, RECENT);
        worker.drain();

        List<Boolean> moved = IntStream.range(0, 6)
                .mapToObj(
                        replica -> CompletableFuture.supplyAsync(() -> moveRuleDay.run(clock("2031-02-01T00:00:00Z"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(moved).containsOnlyOnce(true);
        assertThat(state.count("dirty_mark")).isEqualTo(1);
    }

    /** At midnight the clocks of two replicas differ for a moment; a clock that was wrong by more is put right. */
    @Test
    void dayGoesBackOnlyWhenAClockWasWrong() {
        rules.update(MEMBERS, RECENT);
        moveRuleDay.run(clock("2030-01-02T00:00:00Z"));

        assertThat(moveRuleDay.run(clock("2030-01-01T23:59:59Z"))).isFalse();
        assertThat(moveRuleDay.run(clock("2029-12-31T12:00:00Z"))).isTrue();
        assertThat(today()).isEqualTo("2029-12-31");
    }

    /** West of the zone before it may still be the day before, for hours. */
    @Test
    void dayGoesBackByOneWhenTheZoneIsAnother() {
        rules.update(MEMBERS, RECENT);
        moveRuleDay.run(clock("2025-06-12T05:00:00Z"));
        worker.drain();
        assertThat(state.count("touchpoint")).isZero();

        putInForce("America/Los_Angeles");
        worker.drain();
        assertThat(state.count("touchpoint")).isZero();
        assertThat(moveRuleDay.run(clock("2025-06-12T05:00:00Z"))).isTrue();
        assertThat(today()).isEqualTo("2025-06-11");
        worker.drain();
        assertThat(state.count("touchpoint")).isEqualTo(1);

        assertThat(moveRuleDay.run(clock("2025-06-12T05:00:00Z"))).isFalse();
        assertThat(moveRuleDay.run(clock("2025-06-11T06:59:59Z")))
                .as("a second before midnight there, by a clock that is slow")
                .isFalse();
    }

    /** The zone that the day was taken in is kept up, so that its next midnight is like any other. */
    @Test
    void zoneOfTheSameDayIsTakenOverAndMarksNothing() {
        rules.update(MEMBERS, RECENT);
        moveRuleDay.run(clock("2025-06-12T12:00:00Z"));
        putInForce("Europe/Berlin");
        worker.drain();

        assertThat(moveRuleDay.run(clock("2025-06-12T12:00:00Z"))).isTrue();
        assertThat(state.texts("SELECT today || ' ' || zone FROM rule_day"))
                .containsExactly("2025-06-12 Europe/Berlin");
        assertThat(state.count("dirty_mark")).isZero();
        assertThat(moveRuleDay.run(clock("2025-06-12T12:00:00Z"))).isFalse();
    }

    private void putInForce(String zone) {
        SessionSettingsVersion before = client.settings
                .getSessionSettings(GetSessionSettingsRequest.getDefaultInstance())
                .getVersion();
        client.settings.updateSessionSettings(UpdateSessionSettingsRequest.newBuilder()
                .setSettings(before.getSettings().toBuilder().setTimeZone(zone))
                .setEtag(before.getEtag())
                .build());
    }

    private String today() {
        return state.texts("SELECT today::text FROM rule_day").getFirst();
    }

    private static Clock clock(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }
}
