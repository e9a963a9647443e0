package dev.touchstone.touchpoint.collect;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the events that were not taken in, by reason. */
@ApplicationScoped
public class RefusalCounts {
    private static final String REFUSED = "touchstone.web.events.refused";

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
            meters.counter(REFUSED, "reason", reason).increment(events);
        }
    }

    /**
     * Adds refused events of a crawler.
     *
     * @param pattern of the list, by which it was known
     */
    public void addCrawler(String pattern, int events) {
        add("BOT", events);
        meters.counter("touchstone.web.events.bot", "pattern", pattern).increment(events);
    }

    /**
     * Adds messages that are right and concern nobody here.
     *
     * @param type out of a closed set
     */
    public void addIgnored(String type) {
        meters.counter("touchstone.web.events.ignored", "type", type).increment();
    }
}
