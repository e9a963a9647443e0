package dev.touchstone.touchpoint.runtime;

import dev.touchstone.touchpoint.trace.TraceSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells whether traces are recorded. */
final class TraceSettingsProducer {
    @Produces
    @Singleton
    TraceSettings settings(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean isOff) {
        return new TraceSettings(!isOff);
    }
}
