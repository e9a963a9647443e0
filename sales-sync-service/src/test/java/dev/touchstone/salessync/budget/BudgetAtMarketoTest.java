package dev.touchstone.salessync.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.marketo.MarketoError;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.emulator.Call;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client, the gate and the database together, as Marketo sees them. */
@QuarkusTest
@TestProfile(SharedBudgetTest.ShortWindow.class)
@WithTestResource(PostgresTestResource.class)
class BudgetAtMarketoTest {
    private static final String LEADS = "/rest/v1/leads.json";
    private static final Duration WINDOW = Duration.ofSeconds(2);

    @Inject
    MarketoGateway gateway;

    @Inject
    MeterRegistry meters;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private MarketoEmulator marketo;

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        clock.reset();
        FreshBudget.reset(database);
    }

    @AfterEach
    void stop() {
        marketo.close();
    }

    private MarketoInstance start(Limits limits) {
        marketo = MarketoEmulator.start(EmulatorConfig.defaults().withLimits(limits));
        return gateway.open(new MarketoCredentials(marketo.baseUrl(), "touchstone-demo", "touchstone-demo-secret"));
    }

    private static void read(MarketoInstance instance, Lane lane) {
        instance.leads(lane).existing(List.of(1L));
    }

    /** Reads so often by so many workers, and throws what any of them threw. */
    private static void readAll(MarketoInstance instance, int calls, Lane... lanes) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(12)) {
            List<Future<?>> started = new ArrayList<>();
            for (int call = 0; call < calls; call++) {
                Lane lane = lanes[call % lanes.length];
                started.add(workers.submit(() -> read(instance, lane)));
            }
            for (Future<?> one : started) {
                one.get();
            }
        }
    }

    /** AC-17, R-CON-6: 50 calls in any window, 5 at once, counted where they arrive. */
    @Test
    void marketoNeverSeesMoreCallsThanTheWindowHasNorMoreAtOnceThanThereArePlaces() throws Exception {
        double before = calls("snapshot", "ok");
        MarketoInstance instance = start(Limits.documented().withCallsPerWindow(10_000));
        readAll(instance, 150, Lane.values());

        assertThat(marketo.calls().ofPath(LEADS)).hasSize(150);
        assertThat(marketo.calls().all()).map(Call::outcome).containsOnly("ok");
        assertThat(marketo.calls().mostWithin(WINDOW)).isLessThanOrEqualTo(50);
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::inFlight).allMatch(atOnce -> atOnce <= 5);
        assertThat(calls("snapshot", "ok") - before).isEqualTo(25);
        assertThat(meters.get("touchstone.marketo.wait")
                        .tag("lane", "snapshot")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(25);
        assertThat(meters.get("touchstone.marketo.left.calls")
                        .tag("lanes", "ordinary")
                        .gauge()
                        .value())
                .isBetween(1.0, 25_000.0);
    }

    private double calls(String lane, String outcome) {
        var counter = meters.find("touchstone.marketo.calls")
                .tag("lane", lane)
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** AC-30, F7: a storm of another tool costs nobody an attempt; afterwards the pace is halved. */
    @Test
    void aStormOf606And615FailsNoCall() throws Exception {
        MarketoInstance instance = start(Limits.documented().withCallsPerWindow(10_000));
        read(instance, Lane.ACTIVITY);
        marketo.faults().onNext(4, new Fault.Code("606"));
        readAll(instance, 20, Lane.ACTIVITY);
        assertThat(marketo.calls().ofPath(LEADS)).map(Call::outcome).contains("606");
        assertThat(marketo.calls().mostWithin(WINDOW)).isLessThanOrEqualTo(25);

        marketo.faults().onNext(2, new Fault.Code("615"));
        readAll(instance, 8, Lane.OPT_OUT);
        assertThat(marketo.calls().ofPath(LEADS))
                .filteredOn(call -> call.outcome().equals("ok"))
                .hasSize(29);
    }

    /** AC-31, F8, F9: nobody calls until the morning; a probe that comes too early is repeated after an hour. */
    @Test
    void afterTheQuotaMarketoSeesOneProbeInTheMorningAndThenOneAnHour() {
        MarketoInstance instance =
                start(Limits.documented().withCallsPerWindow(10_000).withCallsPerDay(10));
        bothClocksTo(Instant.parse("2027-07-15T19:00:00Z"), Duration.ZERO);
        for (int call = 1; call <= 10; call++) {
            read(instance, Lane.FEED);
        }
        Instant morning = Instant.parse("2027-07-16T05:01:00Z");
        MarketoError parked = new MarketoError.QuotaUsedUp(true, Instant.parse("2027-07-16T05:00:00Z"), morning);
        for (Lane lane : Lane.values()) {
            assertThat(refusal(instance, lane)).isEqualTo(parked);
        }
        assertThat(marketo.calls().ofPath(LEADS)).hasSize(11);

        // Marketo's clock is three minutes behind ours.
        bothClocksTo(morning, Duration.ofMinutes(3));
        Instant next = ((MarketoError.QuotaUsedUp) refusal(instance, Lane.FEED)).retryAt();
        assertThat(next).isBetween(morning.plus(Duration.ofHours(1)), morning.plusSeconds(3_660));
        refusal(instance, Lane.OPT_OUT);
        assertThat(marketo.calls().ofPath(LEADS)).hasSize(12);

        bothClocksTo(next, Duration.ofMinutes(3));
        read(instance, Lane.FEED);
        read(instance, Lane.OPT_OUT);
        assertThat(marketo.calls().ofPath(LEADS)).hasSize(14);
    }

    private void bothClocksTo(Instant time, Duration marketoBehind) {
        marketo.clock().advance(Duration.between(marketo.clock().instant(), time.minus(marketoBehind)));
        clock.advanceTo(time);
    }

    private static MarketoError refusal(MarketoInstance instance, Lane lane) {
        return catchThrowableOfType(MarketoFailure.class, () -> read(instance, lane))
                .error();
    }
}
