package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.activity.panel.PanelPolicy;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the beans of activities that need settings. */
final class ActivityBeans {
    @Produces
    @Singleton
    PanelPolicy panelPolicy(ActivityConfig config) {
        return new PanelPolicy(config.panelPatience(), config.panelPages());
    }

    @Produces
    @Singleton
    OutboxPolicy activityPolicy(ActivityConfig config) {
        return new OutboxPolicy(config.batchSize(), config.batchAge(), config.lease(), config.holdBack());
    }
}
