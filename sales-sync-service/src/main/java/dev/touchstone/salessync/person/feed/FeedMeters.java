package dev.touchstone.salessync.person.feed;

import dev.touchstone.salessync.person.Verdict;
import dev.touchstone.salessync.person.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the feeds do, as counters, and how far they are behind, as gauges. Only the process that reads the feeds knows the
 * latter; the gauges of the others, and of one that has stopped reading, are NaN.
 */
@Startup
@ApplicationScoped
class FeedMeters {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

    private final MeterRegistry meters;
    private final MeterProvider<Counter> pages;
    private final MeterProvider<Counter> events;
    private final MeterProvider<Counter> refusedTokens;
    private final MeterProvider<Counter> readings;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Lag lag, Instant at) {}

    FeedMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        gauge("touchstone.person.feed.dirty.people", "people to be read again", lag -> (double) lag.dirty());
        gauge(
                "touchstone.person.feed.oldest.dirty.seconds",
                "how long the longest waiting person has waited",
                lag -> lag.oldestDirtyAt().map(this::secondsSince).orElse(0.0));
        this.pages = counter("touchstone.person.feed.pages", "pages of a change feed that were read");
        this.events = counter("touchstone.person.feed.events", "entries of a change feed, by whether they were news");
        this.refusedTokens =
                counter("touchstone.person.feed.refused.tokens", "paging tokens of a change feed that Marketo refused");
        this.readings = counter("touchstone.person.readings", "people read from Marketo, by what became of them");
        for (Feed feed : Feed.values()) {
            for (FeedPass pass : FeedPass.values()) {
                pages.withTags("feed", tag(feed), "pass", tag(pass));
            }
            event(feed, "new", 0);
            event(feed, "seen", 0);
            refusedTokens.withTag("feed", tag(feed));
            Gauge.builder("touchstone.person.feed.lag.seconds", () -> value(lag -> behind(lag, feed)))
                    .description("since the feed was last read to its end")
                    .tag("feed", tag(feed))
                    .register(meters);
        }
    }

    /** A page: {@code touchstone_person_feed_pages_total} and {@code touchstone_person_feed_events_total}. */
    void page(FeedCursor cursor, int events, int news) {
        pages.withTags("feed", tag(cursor.feed()), "pass", tag(cursor.pass())).increment();
        event(cursor.feed(), "new", news);
        event(cursor.feed(), "seen", events - news);
    }

    /** A token that Marketo refused: {@code touchstone_person_feed_refused_tokens_total}. */
    void tokenRefused(Feed feed) {
        refusedTokens.withTag("feed", tag(feed)).increment();
    }

    /** People read and what became of each: {@code touchstone_person_readings_total}. */
    void written(Written written) {
        for (Verdict verdict : Verdict.values()) {
            readings.withTag("verdict", tag(verdict)).increment((double) written.count(verdict));
        }
    }

    /** How far the feeds are behind, now. */
    void lag(Lag lag) {
        known = new Known(lag, clock.instant());
    }

    /** True if it is time to say again how far the feeds are behind. */
    boolean wantsLag() {
        @Nullable Known last = known;
        return last == null || last.at().plusSeconds(10).isBefore(clock.instant());
    }

    private void gauge(String name, String description, Function<Lag, Double> value) {
        Gauge.builder(name, () -> value(value)).description(description).register(meters);
    }

    private MeterProvider<Counter> counter(String name, String description) {
        return Counter.builder(name).description(description).withRegistry(meters);
    }

    private double value(Function<Lag, Double> value) {
        @Nullable Known last = known;
        return last == null || last.at().plus(KNOWN_FOR).isBefore(clock.instant())
                ? Double.NaN
                : value.apply(last.lag());
    }

    private double behind(Lag lag, Feed feed) {
        @Nullable Instant end = lag.readToEndAt().get(feed);
        return end == null ? Double.NaN : secondsSince(end);
    }

    private double secondsSince(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1_000.0;
    }

    private void event(Feed feed, String outcome, int count) {
        events.withTags("feed", tag(feed), "outcome", outcome).increment(count);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
