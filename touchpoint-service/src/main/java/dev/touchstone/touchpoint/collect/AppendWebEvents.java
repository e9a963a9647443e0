package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.mark.Wakeup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Stores admitted web events; when it returns they are durable. */
@ApplicationScoped
public class AppendWebEvents {
    private final WebContextStore contexts;
    private final EventLog eventLog;
    private final Clock clock;
    private final Wakeup wakeup;
    private final Counter accepted;
    private final Counter duplicates;

    AppendWebEvents(WebContextStore contexts, EventLog eventLog, Clock clock, Wakeup wakeup, MeterRegistry meters) {
        this.contexts = contexts;
        this.eventLog = eventLog;
        this.clock = clock;
        this.wakeup = wakeup;
        this.accepted = meters.counter("touchstone.web.events.accepted");
        this.duplicates = meters.counter("touchstone.web.events.duplicate");
    }

    /** Stores them; without events there is no transaction. */
    public EventLog.Appended append(Admitted admitted) {
        if (admitted.events().isEmpty()) {
            return new EventLog.Appended(0, 0);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        contexts.intern(admitted.contexts());
        EventLog.Appended appended = eventLog.append(admitted.events(), now);
        accepted.increment(appended.accepted());
        duplicates.increment(appended.duplicates());
        wakeup.signal();
        return appended;
    }
}
