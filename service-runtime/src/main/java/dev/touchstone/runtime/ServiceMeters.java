package dev.touchstone.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What every service says of itself: {@code touchstone_service_info} with name and version,
 * {@code touchstone_service_schema_version}, {@code touchstone_service_time_seconds}, and {@code touchstone_service_incidents_total}.
 */
@Startup
@ApplicationScoped
class ServiceMeters {
    private static final String OURS = "touchstone.";

    private final MeterRegistry meters;
    private final Counter incidents;

    ServiceMeters(
            MeterRegistry meters,
            SchemaMigration migration,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.meters = meters;
        Gauge.builder("touchstone.service.info", () -> 1)
                .description("1, with the name and the version of the service")
                .tag("service", service)
                .tag("version", version)
                .register(meters);
        Gauge.builder("touchstone.service.schema.version", () -> schemaVersion(migration))
                .description("number of the last migration of the schema; NaN before it is known")
                .register(meters);
        Gauge.builder("touchstone.service.time.seconds", () -> clock.millis() / 1_000.0)
                .description("time by the clock of the process, since the beginning of 1970 in UTC")
                .register(meters);
        incidents = Counter.builder("touchstone.service.incidents")
                .description("calls that ended with an incident number, each of which is a bug")
                .register(meters);
    }

    /**
     * Takes our meters away. Another application may start in this process, as tests do; the registry would give it these, which
     * know nothing of it, in the place of its own.
     */
    void stop(@Observes ShutdownEvent event) {
        meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(OURS))
                .forEach(meters::remove);
    }

    private static double schemaVersion(SchemaMigration migration) {
        return migration.version().isPresent() ? migration.version().getAsInt() : Double.NaN;
    }

    /** A call ended with an incident number. */
    void incident() {
        incidents.increment();
    }
}
