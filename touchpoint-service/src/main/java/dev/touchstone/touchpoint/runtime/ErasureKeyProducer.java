package dev.touchstone.touchpoint.runtime;

import dev.touchstone.touchpoint.erased.ErasureKey;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the key of erased people's hashes from the configuration. */
final class ErasureKeyProducer {
    @Produces
    @Singleton
    ErasureKey key(TouchpointConfig config) {
        return new ErasureKey(config.privacy().erasureKey().filter(key -> !key.isBlank()));
    }
}
