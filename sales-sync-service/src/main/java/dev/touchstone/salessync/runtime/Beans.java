package dev.touchstone.salessync.runtime;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.budget.BudgetJournal;
import dev.touchstone.salessync.budget.BudgetLimits;
import dev.touchstone.salessync.budget.BudgetMeters;
import dev.touchstone.salessync.budget.SharedCallGate;
import dev.touchstone.salessync.connection.MarketoIdentity;
import dev.touchstone.salessync.connection.SecretVault;
import dev.touchstone.salessync.marketo.FieldWatch;
import dev.touchstone.salessync.marketo.MarketoGateway;
import dev.touchstone.salessync.marketo.MarketoPolicy;
import dev.touchstone.salessync.person.feed.FeedPolicy;
import dev.touchstone.salessync.person.snapshot.ExportQuota;
import dev.touchstone.salessync.person.snapshot.SnapshotPolicy;
import dev.touchstone.salessync.person.snapshot.WayEstimates;
import dev.touchstone.salessync.person.sync.SyncPolicy;
import dev.touchstone.salessync.remote.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
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
    MarketoGateway marketo(
            SalesSyncConfig config, SharedCallGate gate, Clock clock, MeterRegistry meters, FieldWatch watch) {
        SalesSyncConfig.Marketo limits = config.marketo();
        MarketoPolicy policy = new MarketoPolicy(limits.timeout(), limits.writeTimeout(), limits.pagingTokenTimeout());
        return new MarketoGateway(policy, gate, clock, random, meters, watch);
    }

    @Produces
    @Singleton
    MarketoIdentity identity(SalesSyncConfig config) {
        return new MarketoIdentity(config.marketo().instanceId().filter(id -> !id.isBlank()));
    }

    @Produces
    @Singleton
    SyncPolicy personSync(SalesSyncConfig config) {
        return new SyncPolicy(
                config.person().reconcileInterval(), config.person().lease(), RetryPolicy.BACKGROUND);
    }

    @Produces
    @Singleton
    SnapshotPolicy snapshot(SalesSyncConfig config, BudgetLimits limits) {
        SalesSyncConfig.Snapshot snapshot = config.person().snapshot();
        Path directory = snapshot.directory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "touchstone-sales-sync"));
        return new SnapshotPolicy(
                snapshot.ways(),
                snapshot.createdFrom(),
                snapshot.listId(),
                new ExportQuota(snapshot.dailyExportBytes(), snapshot.exportPercent()),
                directory,
                snapshot.rowsPerPage(),
                new WayEstimates.CallPace(
                        limits.backgroundCallsPerWindow(), limits.window(), Math.max(1, limits.reading())));
    }

    @Produces
    @Singleton
    FeedPolicy feeds(SalesSyncConfig config) {
        SalesSyncConfig.Feeds feeds = config.feeds();
        return new FeedPolicy(
                feeds.interval(), feeds.trailingInterval(), config.marketo().dailyQuota());
    }
}
