package dev.touchstone.touchpoint.collect;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the events that were not taken in, by reason. */
@ApplicationScoped
public class RefusalCounts {
    private final MeterRegistry meters;

    RefusalCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Adds refused events.
     *
     * @param reason out of a closed set
     */
    public void add(String reason, int events) {
        if (events > 0) {
            meters.counter("touchstone.web.events.refused", "reason", reason).increment(events);
        }
    }
}
