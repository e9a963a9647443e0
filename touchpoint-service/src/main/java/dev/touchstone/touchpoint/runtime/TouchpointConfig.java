package dev.touchstone.touchpoint.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of touchpoint-service. */
@ConfigMapping(prefix = "touchpoint")
public interface TouchpointConfig {
    /** How work is shared. */
    Derivation derivation();

    /** Keeping keys and rule sets in step. */
    Remap remap();

    /** The change feed. */
    ChangeFeed changeFeed();

    /** How work is shared. */
    interface Derivation {
        /** Keys a transaction takes at most, 1 to 5,000. More is quicker in bulk and holds a shard longer. */
        @WithDefault("1000")
        int batchSize();

        /** Threads that derive in this process; 0 for none, so that a replica only answers calls. */
        @WithDefault("2")
        int workers();
    }

    /** Keeping keys and rule sets in step. */
    interface Remap {
        /** False for a replica that only answers calls. */
        @WithDefault("true")
        boolean enabled();
    }

    /** The change feed. */
    interface ChangeFeed {
        /** How long changes are kept for watchers that were away. Raising it costs disk. */
        @WithDefault("7D")
        Duration kept();
    }
}
