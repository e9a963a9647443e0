package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The budget as meters: waits by lane, calls left, parked or not. As this process saw it when it asked last. */
@Startup
@ApplicationScoped
public class BudgetMeters {
    private static final String LEFT = "touchstone.marketo.left.calls";
    private static final String LEFT_MEANS =
            "calls to Marketo that are left today to all lanes, or to opt-outs, which have a reserve";

    private final MeterRegistry meters;
    private final MeterProvider<Timer> waits;
    private volatile @Nullable GateState seen;

    BudgetMeters(MeterRegistry meters, BudgetLimits limits) {
        this.meters = meters;
        left("ordinary", state -> state.day().left(Lane.FEED, limits));
        left("opt_out", state -> state.day().left(Lane.OPT_OUT, limits));
        gauge(
                "touchstone.marketo.parked",
                "1 while no call is made because Marketo says that its quota is used up",
                state -> state.parking().isParked() ? 1 : 0);
        gauge(
                "touchstone.marketo.broken",
                "1 while no call is made because Marketo did not answer the last ones",
                state -> state.breaker().isOpen() ? 1 : 0);
        Gauge.builder("touchstone.marketo.quota.calls", limits::ownCap)
                .description("calls to Marketo a day that all replicas together never exceed")
                .register(meters);
        this.waits = Timer.builder("touchstone.marketo.wait")
                .description("how long calls to Marketo waited for their turn")
                .withRegistry(meters);
        for (Lane lane : Lane.values()) {
            waits.withTag("lane", tag(lane));
        }
    }

    /** A call waited for its turn: {@code touchstone_marketo_wait_seconds}. */
    void waited(Lane lane, Duration time) {
        waits.withTag("lane", tag(lane)).record(time);
    }

    /** The state after a call asked. */
    void decided(Decision decision) {
        seen = decision.state();
    }

    private void left(String lanes, ToDoubleFunction<GateState> value) {
        Gauge.builder(LEFT, this, self -> self.now(value))
                .description(LEFT_MEANS)
                .tag("lanes", lanes)
                .register(meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<GateState> value) {
        Gauge.builder(name, this, self -> self.now(value))
                .description(description)
                .register(meters);
    }

    private double now(ToDoubleFunction<GateState> value) {
        @Nullable GateState state = seen;
        return state == null ? Double.NaN : value.applyAsDouble(state);
    }

    private static String tag(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
