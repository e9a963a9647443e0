package dev.touchstone.touchpoint.runtime;

import dev.touchstone.touchpoint.derive.DerivationSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the domain's settings from the configuration. */
final class DerivationSettingsProducer {
    /** A record cannot be proxied, so the scope is that of its users. */
    @Produces
    @Singleton
    DerivationSettings settings(TouchpointConfig config) {
        return new DerivationSettings(
                config.derivation().batchSize(), config.derivation().workers());
    }
}
