package dev.touchstone.touchpoint.collect;

import dev.touchstone.touchpoint.mark.Wakeup;
import dev.touchstone.touchpoint.session.WebEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Stores a batch of admitted web events; when it returns they are durable. */
@ApplicationScoped
public class AppendWebEvents {
    private final EventLog eventLog;
    private final Clock clock;
    private final Wakeup wakeup;
    private final Counter accepted;
    private final Counter duplicates;

    AppendWebEvents(EventLog eventLog, Clock clock, Wakeup wakeup, MeterRegistry meters) {
        this.eventLog = eventLog;
        this.clock = clock;
        this.wakeup = wakeup;
        this.accepted = meters.counter("touchstone.web.events.accepted");
        this.duplicates = meters.counter("touchstone.web.events.duplicate");
    }

    /** Stores them; an empty batch is no transaction. */
    public EventLog.Appended append(List<WebEvent> events) {
        if (events.isEmpty()) {
            return new EventLog.Appended(0, 0);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EventLog.Appended appended = eventLog.append(events, now);
        accepted.increment(appended.accepted());
        duplicates.increment(appended.duplicates());
        wakeup.signal();
        return appended;
    }
}
