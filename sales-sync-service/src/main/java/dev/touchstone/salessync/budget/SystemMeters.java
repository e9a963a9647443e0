package dev.touchstone.salessync.budget;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The budget of calls to one system as meters. As this process saw it when it asked last.
 *
 * @param <S> all that is known about the calls
 */
final class SystemMeters<S> {
    private final MeterRegistry meters;
    private final String prefix;
    private final MeterProvider<Timer> waits;
    private volatile @Nullable S seen;

    /**
     * @param system as sentences have it: {@code Marketo}
     * @param lanes in which calls wait
     */
    SystemMeters(MeterRegistry meters, String system, List<? extends Enum<?>> lanes) {
        this.meters = meters;
        this.prefix = "touchstone." + system.toLowerCase(Locale.ROOT) + ".";
        this.waits = Timer.builder(prefix + "wait")
                .description("how long calls to " + system + " waited for their turn")
                .withRegistry(meters);
        lanes.forEach(lane -> waits.withTag("lane", tag(lane)));
    }

    /** A call waited for its turn: {@code touchstone_<system>_wait_seconds}. */
    void waited(Enum<?> lane, Duration time) {
        waits.withTag("lane", tag(lane)).record(time);
    }

    /** The state after a call asked. */
    void decided(S state) {
        seen = state;
    }

    /** A figure of the state; not a number before a call asked. */
    void gauge(String name, String description, ToDoubleFunction<S> value) {
        gauge(name, description, Tags.empty(), value);
    }

    /** Likewise, one for some lanes. */
    void gauge(String name, String description, String lanes, ToDoubleFunction<S> value) {
        gauge(name, description, Tags.of("lanes", lanes), value);
    }

    /** A figure that is always known. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(prefix + name, value).description(description).register(meters);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<S> value) {
        Gauge.builder(prefix + name, this, self -> {
                    @Nullable S state = self.seen;
                    return state == null ? Double.NaN : value.applyAsDouble(state);
                })
                .description(description)
                .tags(tags)
                .register(meters);
    }

    private static String tag(Enum<?> lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
