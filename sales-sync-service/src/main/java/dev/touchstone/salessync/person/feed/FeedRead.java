package dev.touchstone.salessync.person.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A page of a feed. Pure.
 *
 * @param signals what it says; may be none although there is more
 * @param nextToken where it goes on; empty if Marketo did not say
 * @param more true if the next page is to be asked for at once (R-I-5)
 */
record FeedRead(List<Signal> signals, String nextToken, boolean more) {
    FeedRead {
        signals = List.copyOf(signals);
    }

    /** Time of the newest signal; empty without any. */
    Optional<Instant> newestAt() {
        return signals.stream().map(Signal::at).max(Comparator.naturalOrder());
    }
}
