package dev.touchstone.touchpoint.remap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Brings the channels of keys in step with mapping-service, step by step: new keys first, then what was published, then what is
 * left over. Everything it knows is in the database, so any replica goes on at any step.
 *
 * <p>A version is shown when all keys have a row under it, by a pointer that one transaction replaces: readers see the versions
 * before or those after, and keys that are new at that moment are not yet mapped in either.
 */
@ApplicationScoped
class KeepInStep {
    /** Longer than a step, so that nobody takes over from a replica that works. */
    private static final Duration HOLD = Duration.ofSeconds(10);

    /** After which new keys, and what was published since, have their turn. */
    private static final Duration WALK = Duration.ofMillis(500);

    private static final int GARBAGE = 20_000;

    private final RemapStore store;
    private final MapNewKeys mapNewKeys;
    private final WalkKeys walkKeys;
    private final ChannelDirectory directory;
    private volatile boolean mayHaveGarbage = true;

    KeepInStep(RemapStore store, MapNewKeys mapNewKeys, WalkKeys walkKeys, ChannelDirectory directory) {
        this.store = store;
        this.mapNewKeys = mapNewKeys;
        this.walkKeys = walkKeys;
        this.directory = directory;
    }

    /** True if this replica holds the work now. */
    boolean hold(UUID holder) {
        return store.hold(holder, HOLD);
    }

    /** Leaves the work to others. */
    void release(UUID holder) {
        store.release(holder);
    }

    /** Notes for all replicas what the work waits for; empty for nothing. */
    void noteWaiting(UUID holder, String sentence) {
        store.noteWaiting(holder, sentence);
    }

    /**
     * Takes a step.
     *
     * @param holder who holds the work
     * @param active what mapping-service had active when it was last asked; empty if nothing was published, or it has not answered
     * @return true if there is more to do at once
     * @throws ChannelDirectory.Unavailable if mapping-service does not answer
     * @throws RemapStore.NoLongerHeld if another replica has taken over
     */
    boolean step(UUID holder, Optional<ActiveRules> active) {
        boolean more = mapNewKeys.run(holder);
        if (active.isPresent()) {
            store.noteActive(holder, active.get().version());
            more |= follow(holder, active.get());
        }
        if (mayHaveGarbage) {
            mayHaveGarbage = QuarkusTransaction.requiringNew().call(() -> store.removeGarbage(holder, GARBAGE));
        }
        return more || mayHaveGarbage;
    }

    private boolean follow(UUID holder, ActiveRules active) {
        List<RulePeriod> periods = store.periods();
        List<RemapStore.Mapped> mapped = store.mapped();
        renew(holder, active, mapped);
        // A replica of mapping-service that has not heard of the latest version yet is not followed back.
        boolean isEarlier = periods.stream().anyMatch(period -> period.version() > active.version());
        if (isEarlier || periods.equals(active.periods())) {
            return false;
        }
        SortedSet<Long> wanted = active.versions();
        for (RemapStore.Mapped version : mapped) {
            boolean decides = periods.stream().anyMatch(period -> period.version() == version.version());
            if (!decides && version.version() < active.version() && !wanted.contains(version.version())) {
                QuarkusTransaction.requiringNew().run(() -> store.abandon(holder, version.version()));
                mayHaveGarbage = true;
            }
        }
        for (long version : wanted) {
            Optional<RemapStore.Mapped> known = mapped.stream()
                    .filter(candidate -> candidate.version() == version)
                    .findFirst();
            if (known.isEmpty()) {
                begin(holder, version, active.catalogueVersion());
                return true;
            }
            if (!known.get().complete()) {
                walkKeys.walk(holder, known.get(), WALK);
                return true;
            }
        }
        return finish(holder, active);
    }

    private void begin(UUID holder, long version, long catalogueVersion) {
        RemapStore.Names names = new RemapStore.Names(version, directory.rows(new RuleSetChoice.Version(version)));
        QuarkusTransaction.requiringNew().run(() -> store.begin(holder, names, catalogueVersion));
    }

    /** All keys are classified, as far as the walks saw them; new ones wait. Before the pointer moves, this is looked at. */
    private boolean finish(UUID holder, ActiveRules active) {
        int missing = 0;
        for (long version : active.versions()) {
            missing += QuarkusTransaction.requiringNew().call(() -> store.queueMissing(holder, version));
        }
        if (missing == 0) {
            QuarkusTransaction.requiringNew().run(() -> store.switchTo(holder, active.periods()));
            mayHaveGarbage = true;
        }
        return true;
    }

    /** Names that were read before a channel was renamed are read again: the catalogue's version first, so that none is missed. */
    private void renew(UUID holder, ActiveRules active, List<RemapStore.Mapped> mapped) {
        List<RemapStore.Names> names = new ArrayList<>();
        for (RemapStore.Mapped version : mapped) {
            if (version.catalogueVersion() < active.catalogueVersion()) {
                names.add(new RemapStore.Names(
                        version.version(), directory.rows(new RuleSetChoice.Version(version.version()))));
            }
        }
        if (!names.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> store.rename(holder, names, active.catalogueVersion()));
        }
    }
}
