package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.marketo.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The budget of calls to Marketo as meters: waits by lane, calls left, parked or not. */
@Startup
@ApplicationScoped
public class BudgetMeters {
    private static final String LEFT = "left.calls";
    private static final String LEFT_MEANS =
            "calls to Marketo that are left today to all lanes, or to opt-outs, which have a reserve";

    private final SystemMeters<GateState> meters;

    BudgetMeters(MeterRegistry registry, BudgetLimits limits) {
        meters = new SystemMeters<>(registry, "Marketo", List.of(Lane.values()));
        meters.gauge(LEFT, LEFT_MEANS, "ordinary", state -> state.day().left(Lane.FEED, limits));
        meters.gauge(LEFT, LEFT_MEANS, "opt_out", state -> state.day().left(Lane.OPT_OUT, limits));
        meters.gauge(
                "parked",
                "1 while no call is made because Marketo says that its quota is used up",
                state -> state.parking().isParked() ? 1 : 0);
        meters.gauge(
                "broken",
                "1 while no call is made because Marketo did not answer the last ones",
                state -> state.breaker().isOpen() ? 1 : 0);
        meters.gauge("quota.calls", "calls to Marketo a day that all replicas together never exceed", limits::ownCap);
    }

    void waited(Lane lane, Duration time) {
        meters.waited(lane, time);
    }

    void decided(GateState state) {
        meters.decided(state);
    }
}
