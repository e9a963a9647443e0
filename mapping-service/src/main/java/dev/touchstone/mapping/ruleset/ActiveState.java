package dev.touchstone.mapping.ruleset;

import java.util.List;

/**
 * Everything that changes when rules are published or channels renamed.
 *
 * @param version the version that was published last; 0 before the first
 * @param digest of that version, which tells it from another of the same number in a restored backup; empty before the first
 * @param periods from when on which version decides, earliest first; empty before the first
 * @param catalogueVersion grows with every renaming
 */
public record ActiveState(long version, String digest, List<RuleSetPeriod> periods, long catalogueVersion) {
    public ActiveState {
        periods = List.copyOf(periods);
    }
}
