package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The budget as meters: waits by lane, calls left, parked or not. As this process saw it when it asked last. */
@ApplicationScoped
public class BudgetMeters {
    private final MeterRegistry meters;
    private volatile @Nullable GateState seen;

    BudgetMeters(MeterRegistry meters, BudgetLimits limits) {
        this.meters = meters;
        gauge("touchstone.marketo.budget.left", "ordinary", state -> state.day().left(Lane.FEED, limits));
        gauge("touchstone.marketo.budget.left", "opt_out", state -> state.day().left(Lane.OPT_OUT, limits));
        gauge("touchstone.marketo.parked", "all", state -> state.parking().isParked() ? 1 : 0);
        gauge("touchstone.marketo.broken", "all", state -> state.breaker().isOpen() ? 1 : 0);
    }

    /** A call waited for its turn: {@code touchstone_marketo_wait_seconds}. */
    void waited(Lane lane, Duration time) {
        Timer.builder("touchstone.marketo.wait")
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .record(time);
    }

    /** The state after a call asked. */
    void decided(Decision decision) {
        seen = decision.state();
    }

    private void gauge(String name, String lanes, ToDoubleFunction<GateState> value) {
        Gauge.builder(name, this, self -> {
                    @Nullable GateState state = self.seen;
                    return state == null ? Double.NaN : value.applyAsDouble(state);
                })
                .tag("lanes", lanes)
                .register(meters);
    }
}
