package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.Queue;
import java.util.List;

/** Derives the effect of changes to the keys of one queue. */
interface DerivationStep {
    /** The queue. */
    Queue queue();

    /** How many keys at most make a transaction. */
    int batchSize();

    /** Derives, in the caller's transaction, which has taken the keys' marks. */
    void derive(List<String> keys);
}
