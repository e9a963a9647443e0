package dev.touchstone.salessync.optout.crm;

import dev.touchstone.salessync.settings.SettingsVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a nightly run keeps, each step in a transaction of its own, none of which lasts while Salesforce is called. */
@ApplicationScoped
class NightlyJournal {
    /** How long a process that died keeps the run from the others; longer than a query may take with the wait for its turn. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final SqlNightlyRuns runs;
    private final ChangeCrmSettings settings;
    private final TakeReadings readings;
    private final SqlCrmOptedOut records;
    private final SqlPushes pushes;
    private final SqlSearches searches;
    private final Clock clock;

    NightlyJournal(
            SqlNightlyRuns runs,
            ChangeCrmSettings settings,
            TakeReadings readings,
            SqlCrmOptedOut records,
            SqlPushes pushes,
            SqlSearches searches,
            Clock clock) {
        this.runs = runs;
        this.settings = settings;
        this.readings = readings;
        this.records = records;
        this.pushes = pushes;
        this.searches = searches;
        this.clock = clock;
    }

    /** A run that was taken, and how it reads. */
    record Taken(SqlNightlyRuns.Place place, CrmOptOutSettings settings) {}

    /** Begins the run that is due and takes the one that goes on; empty if there is none. */
    @Transactional
    Optional<Taken> take() {
        SettingsVersion<CrmOptOutSettings> inForce = settings.inForce();
        CrmOptOutSettings rules = inForce.settings();
        if (!rules.nightlyEnabled()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        NightlySchedule.due(now, rules.nightlyAt(), rules.zone(), runs.last().map(NightlyRun::localDate))
                .ifPresent(date -> runs.begin(date, inForce.version(), now));
        return runs.claim(now, now.plus(LEASE))
                .filter(place -> place.settingsVersion() == inForce.version())
                .map(place -> new Taken(place, rules));
    }

    /**
     * Takes a page of records and goes on behind it, both or neither.
     *
     * @param isLast whether there are no more of the object
     */
    @Transactional
    void read(SqlNightlyRuns.Place place, List<CrmReading> page, boolean isLast) {
        Instant now = clock.instant();
        CrmObject object = isLast ? CrmObject.CONTACT : place.object();
        String afterId = isLast ? "" : page.getLast().id();
        if (!runs.advance(place, object, afterId, page.size(), now)) {
            return;
        }
        runs.found(place.localDate(), readings.take(page));
        if (isLast && place.object() == CrmObject.CONTACT) {
            end(place, now);
        }
    }

    /** What is known to be out there is now exactly what was seen; whatever else is out here has to be written. */
    private void end(SqlNightlyRuns.Place place, Instant now) {
        records.forgetUnseen(place.startedAt());
        int repeated = pushes.repeat(place.startedAt(), now);
        searches.addAllMissing(now);
        runs.end(place.localDate(), repeated, now);
    }

    @Transactional
    void failed(SqlNightlyRuns.Place place, String sentence, Duration delay) {
        runs.failed(place, sentence, clock.instant().plus(delay));
    }
}
