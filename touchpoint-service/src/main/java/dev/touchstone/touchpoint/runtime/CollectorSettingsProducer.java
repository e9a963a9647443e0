package dev.touchstone.touchpoint.runtime;

import dev.touchstone.touchpoint.collect.CollectorSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** Makes the collector's settings from the configuration. */
final class CollectorSettingsProducer {
    /** A record cannot be proxied, so the scope is that of its users. */
    @Produces
    @Singleton
    CollectorSettings settings(TouchpointConfig config) {
        TouchpointConfig.Collector collector = config.collector();
        return new CollectorSettings(
                collector.lateHorizon(),
                collector.botFilter(),
                collector.trustedProxies().orElse(List.of()),
                collector.geoDatabase().map(Path::of).orElse(null),
                new CollectorSettings.Rates(
                        rate(collector.visitorRate()), rate(collector.addressRate()), rate(collector.siteRate())),
                new CollectorSettings.Buffer(
                        collector.buffer().events(),
                        collector.buffer().size().asLongValue(),
                        collector.buffer().writers(),
                        collector.buffer().transactionEvents()));
    }

    private static CollectorSettings.Rate rate(TouchpointConfig.Rate rate) {
        return new CollectorSettings.Rate(rate.eventsPerMinute(), rate.burst());
    }
}
