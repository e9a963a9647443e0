package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ShippedRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules and lists of this build, read once. */
final class ShippedRulesProducer {
    @Produces
    @Singleton
    ShippedRules shippedRules() {
        return ShippedRules.load();
    }
}
