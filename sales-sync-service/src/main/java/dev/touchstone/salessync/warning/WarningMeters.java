package dev.touchstone.salessync.warning;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is to be looked at, as a gauge: {@code touchstone_sync_warnings} by kind, as read last; NaN before. */
@Startup
@ApplicationScoped
public class WarningMeters {
    private final SyncWarnings warnings;
    private volatile @Nullable List<SyncWarning> known;

    WarningMeters(SyncWarnings warnings, MeterRegistry meters) {
        this.warnings = warnings;
        for (SyncWarning.Kind kind : SyncWarning.Kind.values()) {
            Gauge.builder("touchstone.sync.warnings", () -> count(kind))
                    .description("things that somebody should look at although the sync goes on")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /** Reads them. */
    public void read() {
        known = warnings.list();
    }

    private double count(SyncWarning.Kind kind) {
        @Nullable List<SyncWarning> list = known;
        return list == null
                ? Double.NaN
                : list.stream().filter(warning -> warning.kind() == kind).count();
    }
}
