package dev.touchstone.touchpoint.runtime;

import dev.touchstone.touchpoint.derive.DerivationSettings;
import dev.touchstone.touchpoint.rule.ActivityRules;
import dev.touchstone.touchpoint.session.SessionPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the domain's settings from the configuration. */
final class DerivationSettingsProducer {
    /** A record cannot be proxied, so the scope is that of its users. */
    @Produces
    @Singleton
    DerivationSettings settings(TouchpointConfig config) {
        SessionPolicy policy = new SessionPolicy(
                config.session().inactivity(), config.session().siteDomains().orElse(Set.of()));
        return new DerivationSettings(
                policy,
                ActivityRules.SHIPPED,
                config.derivation().batchSize(),
                config.derivation().workers());
    }
}
