package dev.touchstone.touchpoint.derive;

/**
 * How the work of deriving is shared.
 *
 * @param batchSize how many keys a transaction takes at most
 * @param workers how many threads derive in this process
 */
public record DerivationSettings(int batchSize, int workers) {
    public DerivationSettings {
        if (batchSize < 1 || workers < 0) {
            throw new IllegalArgumentException("at least one key a batch and no negative number of workers");
        }
    }
}
