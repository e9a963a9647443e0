package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.budget.BudgetJournal;
import dev.touchstone.salessync.budget.BudgetLimits;
import dev.touchstone.salessync.budget.BudgetMeters;
import dev.touchstone.salessync.budget.SharedCallGate;
import dev.touchstone.salessync.connection.MarketoIdentity;
import dev.touchstone.salessync.connection.SecretVault;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoPolicy;
import dev.touchstone.salessync.marketo.RetryPolicy;
import dev.touchstone.salessync.person.sync.SyncPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Makes the beans that need settings or random numbers. */
final class Beans {
    private final SecureRandom random = new SecureRandom();

    @Produces
    @Singleton
    RandomGenerator random() {
        return random;
    }

    @Produces
    @Singleton
    SecretVault vault(SalesSyncConfig config) {
        return new SecretVault(config.encryptionKey().filter(key -> !key.isBlank()), random);
    }

    @Produces
    @Singleton
    BudgetLimits budget(SalesSyncConfig config) {
        SalesSyncConfig.Marketo limits = config.marketo();
        return new BudgetLimits(
                limits.callsPerWindow(),
                limits.window(),
                limits.concurrentCalls(),
                limits.dailyQuota(),
                limits.ownPercent(),
                limits.reservePercent());
    }

    @Produces
    @Singleton
    SharedCallGate gate(BudgetJournal budget, BudgetMeters meters, IdSource ids, Clock clock) {
        return new SharedCallGate(budget, meters, ids, clock);
    }

    @Produces
    @Singleton
    MarketoGateway marketo(SalesSyncConfig config, SharedCallGate gate, Clock clock, MeterRegistry meters) {
        SalesSyncConfig.Marketo limits = config.marketo();
        MarketoPolicy policy = new MarketoPolicy(limits.timeout(), limits.writeTimeout(), limits.pagingTokenTimeout());
        return new MarketoGateway(policy, gate, clock, random, meters);
    }

    @Produces
    @Singleton
    MarketoIdentity identity(SalesSyncConfig config) {
        return new MarketoIdentity(config.marketo().instanceId().filter(id -> !id.isBlank()));
    }

    @Produces
    @Singleton
    SyncPolicy personSync(SalesSyncConfig config) {
        return new SyncPolicy(config.person().passInterval(), config.person().lease(), RetryPolicy.BACKGROUND);
    }
}
