package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.facts.FactPolicy;
import dev.touchstone.salessync.remote.RetryPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the values that the settings about touchpoint-service say. */
final class FactBeans {
    private static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Produces
    @Singleton
    FactPolicy facts(FactConfig config) {
        return new FactPolicy(config.deadline(), config.lease(), config.pollInterval(), RETRIES);
    }
}
