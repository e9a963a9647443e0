package dev.touchstone.salessync.budget;

import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The budget of calls to Salesforce as meters: waits by lane, calls left, what the organisation has used, parked or not. */
@Startup
@ApplicationScoped
public class OrgMeters {
    private final SystemMeters<OrgState> meters;

    OrgMeters(MeterRegistry registry, OrgShare limits) {
        meters = new SystemMeters<>(registry, "Salesforce", List.of(SalesforceLane.values()));
        for (SalesforceLane lane : SalesforceLane.values()) {
            meters.gauge(
                    "left.calls",
                    "calls to Salesforce that are left to a lane in the 24 hours that it counts",
                    lane.name().toLowerCase(Locale.ROOT),
                    state -> state.left(lane, limits));
        }
        meters.gauge(
                "used.calls",
                "calls of everybody in the last 24 hours, as Salesforce told last and we made since",
                state -> state.usage().total());
        meters.gauge(
                "quota.calls",
                "calls that the organisation allows everybody in 24 hours",
                state -> state.usage().max());
        meters.gauge(
                "parked",
                "1 while no call is made because Salesforce says that its quota is used up",
                state -> state.parking().isParked() ? 1 : 0);
        meters.gauge(
                "broken",
                "1 while no call is made because Salesforce did not answer the last ones",
                state -> state.breaker().isOpen() ? 1 : 0);
    }

    void waited(SalesforceLane lane, Duration time) {
        meters.waited(lane, time);
    }

    void decided(OrgState state) {
        meters.decided(state);
    }
}
