package dev.touchstone.salessync.optout.crm;

import java.time.Instant;
import java.util.Optional;

/**
 * What a reading means against what was read of the record before. Pure.
 *
 * <p><b>Source:</b> R-U-5, R-U-6, section 2.5 of the specification.
 */
final class ReadingRules {
    private ReadingRules() {}

    /** Why a record was read. */
    enum Way {
        /** It changed. That it says out what it said before is no news: a resubscribe by an administrator lasts until the night. */
        CHANGE,
        /** The nightly run reads everybody who is out, and what Salesforce says counts again. */
        NIGHTLY
    }

    /**
     * What is kept of a record that says out.
     *
     * @param out whether it said so by the target of that time
     * @param modifiedAt its stamp then
     */
    record Kept(boolean out, Instant modifiedAt) {}

    /** What to do with a reading. */
    enum Meaning {
        /** Older than what is kept: nothing. */
        STALE,
        /** Nobody is out by it: nothing of it is kept. Nobody becomes in by that. */
        IN,
        /** Kept, and not news. */
        STILL_OUT,
        /** Kept, and whoever it is of is out. */
        OUT
    }

    static Meaning meaning(boolean out, Instant modifiedAt, Optional<Kept> before, Way way) {
        if (before.filter(kept -> kept.modifiedAt().isAfter(modifiedAt)).isPresent()) {
            return Meaning.STALE;
        }
        if (!out) {
            return Meaning.IN;
        }
        boolean known = before.filter(Kept::out).isPresent();
        return known && way == Way.CHANGE ? Meaning.STILL_OUT : Meaning.OUT;
    }
}
