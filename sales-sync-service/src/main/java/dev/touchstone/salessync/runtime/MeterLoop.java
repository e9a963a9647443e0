package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.RefreshLoop;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.diagnostic.LetterMeters;
import dev.touchstone.salessync.optout.crm.CrmOptOutMeters;
import dev.touchstone.salessync.reminder.ReminderMeters;
import dev.touchstone.salessync.warning.WarningMeters;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Reads what only the database knows and the metrics show, again and again. */
@ApplicationScoped
class MeterLoop {
    /** As often as a scrape, by Prometheus' default or by most people's choice. */
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final RefreshLoop loop;

    MeterLoop(
            SchemaMigration migration,
            LetterMeters letters,
            WarningMeters warnings,
            ReminderMeters reminders,
            CrmOptOutMeters optOuts) {
        this.loop = new RefreshLoop(migration, "the metrics", INTERVAL, () -> {
            letters.read();
            warnings.read();
            reminders.read();
            optOuts.read();
        });
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
    }
}
