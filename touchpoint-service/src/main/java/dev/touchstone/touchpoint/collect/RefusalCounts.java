package dev.touchstone.touchpoint.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts the events that were not taken in, by reason. */
@Startup
@ApplicationScoped
public class RefusalCounts {
    private static final String BOT = "BOT";

    private final MeterProvider<Counter> refused;
    private final MeterProvider<Counter> bots;
    private final MeterProvider<Counter> ignored;

    RefusalCounts(MeterRegistry meters) {
        this.refused = Counter.builder("touchstone.web.refused.events")
                .description("web events that were not taken in, by reason")
                .withRegistry(meters);
        List.of(BOT, "NO_USER_AGENT", "TOO_MANY").forEach(reason -> refused.withTag("reason", reason));
        this.bots = Counter.builder("touchstone.web.bot.events")
                .description("web events of crawlers, by the pattern of the list that knew them")
                .withRegistry(meters);
        bots.withTag("pattern", "HeadlessChrome");
        this.ignored = Counter.builder("touchstone.web.ignored.messages")
                .description("messages that are right and concern nobody here")
                .withRegistry(meters);
        ignored.withTag("type", "form without e-mail");
    }

    /**
     * Adds refused events.
     *
     * @param reason out of a closed set
     */
    public void add(String reason, int events) {
        if (events > 0) {
            refused.withTag("reason", reason).increment(events);
        }
    }

    /**
     * Adds refused events of a crawler.
     *
     * @param pattern of the list, by which it was known
     */
    public void addCrawler(String pattern, int events) {
        add(BOT, events);
        bots.withTag("pattern", pattern).increment(events);
    }

    /**
     * Adds messages that are right and concern nobody here.
     *
     * @param type out of a closed set
     */
    public void addIgnored(String type) {
        ignored.withTag("type", type).increment();
    }
}
