package dev.touchstone.salessync.person.change;

import dev.touchstone.salessync.person.ForgetPeople;
import dev.touchstone.salessync.person.SightingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

/** Drops what is kept no longer: old changes, old history, old tombstones, old sightings. Any replica may, and twice does no harm. */
@ApplicationScoped
public class TidyPeople {
    private static final int AT_A_TIME = 1_000;
    private static final int SIGHTINGS_AT_A_TIME = 50_000;

    private final PersonFeed feed;
    private final FieldHistory history;
    private final ForgetPeople forget;
    private final SightingStore sightings;
    private final Settings settings;

    TidyPeople(PersonFeed feed, FieldHistory history, ForgetPeople forget, SightingStore sightings, Settings settings) {
        this.feed = feed;
        this.history = history;
        this.forget = forget;
        this.sightings = sightings;
        this.settings = settings;
    }

    /** How long things are kept, and what time it is. */
    @ApplicationScoped
    static class Settings {
        private final ChangePolicy policy;
        private final Clock clock;

        Settings(ChangePolicy policy, Clock clock) {
            this.policy = policy;
            this.clock = clock;
        }

        ChangePolicy policy() {
            return policy;
        }

        Instant now() {
            return clock.instant();
        }
    }

    /** Drops all that is due, in short transactions. */
    public void tidy() {
        ChangePolicy policy = settings.policy();
        Instant now = settings.now();
        feed.drop(now.minus(policy.feed()));
        history.drop(now.minus(policy.history()));
        while (forget.forget(now.minus(policy.tombstones()), now, AT_A_TIME) == AT_A_TIME) {
            // The next transaction takes the next thousand.
        }
        OptionalLong last = OptionalLong.of(0);
        while (last.isPresent()) {
            last = sightings.drop(last.getAsLong(), now.minus(policy.sightings()), SIGHTINGS_AT_A_TIME);
        }
        sightings.dropSettledConflicts();
    }
}
