package dev.touchstone.salessync.task.delivery;

import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Warns of fields that tasks are made without: when one is found or mended, and once an hour, of which one a day is logged (AC-56). */
@ApplicationScoped
class TellTaskFields {
    private static final Duration AGAIN = Duration.ofHours(1);

    private final SyncWarnings warnings;
    private final Clock clock;
    private final Map<String, String> known = new TreeMap<>();
    private Instant toldAt = Instant.EPOCH;

    TellTaskFields(SyncWarnings warnings, Clock clock) {
        this.warnings = warnings;
        this.clock = clock;
    }

    /**
     * Tells what became of the fields of a batch.
     *
     * @param written API names of those that were written
     * @param leftOut why, of those that were left out, by API name
     */
    synchronized void tell(List<String> written, Map<String, String> leftOut) {
        Map<String, String> before = new TreeMap<>(known);
        written.forEach(known::remove);
        known.putAll(leftOut);
        Instant now = clock.instant();
        boolean changed = !before.equals(known);
        boolean due = !known.isEmpty() && !now.isBefore(toldAt.plus(AGAIN));
        if (changed || due) {
            toldAt = now;
            warnings.replace(
                    Set.of(SyncWarning.Kind.TASK_FIELD),
                    known.entrySet().stream()
                            .map(entry -> new SyncWarning(
                                    SyncWarning.Kind.TASK_FIELD,
                                    "Task." + entry.getKey(),
                                    "tasks are made without this field: " + entry.getValue()))
                            .toList());
        }
    }
}
