package dev.touchstone.salessync.person;

import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for more people (R-I-10). Called by who holds the lock on writing people. People are counted now and then, and
 * by what is written in between; before anybody is left out they are counted anew.
 */
@Startup
@ApplicationScoped
class PeopleRoom {
    private static final Duration COUNT_LIFE = Duration.ofHours(1);
    private static final Duration FULL_COUNT_LIFE = Duration.ofMinutes(1);
    private static final Set<SyncWarning.Kind> KINDS =
            Set.of(SyncWarning.Kind.CAPACITY_WARNING, SyncWarning.Kind.CAPACITY_REACHED);

    private final PersonComparison people;
    private final PeopleCapacity capacity;
    private final SyncWarnings warnings;
    private final Clock clock;
    private @Nullable Instant countedAt;
    private long there;
    private boolean counted;
    private @Nullable Told told;
    /** For who reads the metrics, and need not wait for a count. */
    private volatile double shown = Double.NaN;

    private record Told(PeopleCapacity.Level level, LocalDate day) {}

    PeopleRoom(
            PersonComparison people,
            PeopleCapacity capacity,
            SyncWarnings warnings,
            Clock clock,
            MeterRegistry meters) {
        this.people = people;
        this.capacity = capacity;
        this.warnings = warnings;
        this.clock = clock;
        Gauge.builder("touchstone.person.capacity.people", () -> (double) capacity.people())
                .description("people who may be here")
                .register(meters);
        Gauge.builder("touchstone.person.stored.people", this, room -> room.shown)
                .description(
                        "people who are here, as counted or estimated by this process; NaN before it first wrote some")
                .register(meters);
    }

    /** True if nobody new may come in. */
    synchronized boolean isFull() {
        Instant now = clock.instant();
        if (isOld(now)) {
            PersonComparison.Totals totals = people.totals();
            there = totals.active() + totals.hidden();
            countedAt = now;
            counted = true;
            shown = there;
        }
        PeopleCapacity.Level level = capacity.at(there);
        tell(new Told(level, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        return level == PeopleCapacity.Level.REACHED;
    }

    /** Takes in what was written. Should it be taken back, as a preview is, the next count corrects it. */
    synchronized void used(Written written) {
        long gain = written.activeGain() + written.hiddenGain();
        there += gain;
        counted &= gain == 0;
        shown = there;
    }

    private boolean isOld(Instant now) {
        @Nullable Instant at = countedAt;
        if (at == null || now.isBefore(at)) {
            return true;
        }
        boolean full = capacity.at(there) == PeopleCapacity.Level.REACHED;
        return (full && !counted) || !now.isBefore(at.plus(full ? FULL_COUNT_LIFE : COUNT_LIFE));
    }

    private void tell(Told now) {
        if (!now.equals(told)) {
            warnings.replace(KINDS, warning(now.level()));
            told = now;
        }
    }

    private List<SyncWarning> warning(PeopleCapacity.Level level) {
        return switch (level) {
            case FREE -> List.of();
            case WARNING ->
                List.of(new SyncWarning(
                        SyncWarning.Kind.CAPACITY_WARNING,
                        "",
                        "90 % of the " + capacity.people() + " people that may be are here"));
            case REACHED ->
                List.of(new SyncWarning(
                        SyncWarning.Kind.CAPACITY_REACHED,
                        "",
                        "all of the " + capacity.people()
                                + " people that may be are here: nobody new is taken in; raise"
                                + " touchstone.sales-sync.people.capacity"));
        };
    }
}
