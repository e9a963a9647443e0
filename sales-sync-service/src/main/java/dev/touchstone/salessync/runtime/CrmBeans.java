package dev.touchstone.salessync.runtime;

import dev.touchstone.salessync.crm.fact.TouchpointFields;
import dev.touchstone.salessync.crm.read.EventBusAddress;
import dev.touchstone.salessync.crm.read.ReadPolicy;
import dev.touchstone.salessync.remote.RetryPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the values that the settings about reading Salesforce say. */
final class CrmBeans {
    private static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(2));

    @Produces
    @Singleton
    ReadPolicy reading(CrmConfig config) {
        return new ReadPolicy(
                config.lease(),
                config.idle(),
                new ReadPolicy.Range(config.lookInterval(), config.longestLookInterval()),
                new ReadPolicy.Rounds(config.roundInterval(), config.roundIntervalWithoutEvents()),
                config.deletionInterval(),
                RETRIES);
    }

    @Produces
    @Singleton
    TouchpointFields touchpointFields(CrmConfig config) {
        return new TouchpointFields(
                config.syncTypeField(),
                config.touchpointStartField(),
                config.touchpointEndField(),
                config.touchpointDateField());
    }

    @Produces
    @Singleton
    EventBusAddress pubSub(CrmConfig config) {
        return new EventBusAddress(config.pubSubUrl());
    }
}
