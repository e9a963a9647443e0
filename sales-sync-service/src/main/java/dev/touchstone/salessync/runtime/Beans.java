package dev.touchstone.salessync.runtime;

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
    MarketoGateway marketo(SalesSyncConfig config, Clock clock, MeterRegistry meters) {
        SalesSyncConfig.Marketo limits = config.marketo();
        MarketoPolicy policy =
                new MarketoPolicy(limits.callsPerWindow(), limits.window(), limits.concurrentCalls(), limits.timeout());
        return new MarketoGateway(policy, clock, meters);
    }

    @Produces
    @Singleton
    SyncPolicy personSync(SalesSyncConfig config) {
        return new SyncPolicy(config.person().passInterval(), config.person().lease(), RetryPolicy.BACKGROUND);
    }
}
