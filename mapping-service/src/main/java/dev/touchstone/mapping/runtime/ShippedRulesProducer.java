package dev.touchstone.mapping.runtime;

import dev.touchstone.mapping.ruleset.ShippedRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The rules of this build and its lists, read once. */
final class ShippedRulesProducer {
    @Produces
    @Singleton
    ShippedRules shippedRules() {
        return ShippedRules.load();
    }
}
