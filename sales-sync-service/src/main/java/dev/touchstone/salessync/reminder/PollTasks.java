package dev.touchstone.salessync.reminder;

import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.salesforce.query.ChangesApi;
import dev.touchstone.salessync.salesforce.query.DeletedIds;
import dev.touchstone.salessync.salesforce.query.KeysetPolicy;
import dev.touchstone.salessync.salesforce.query.KeysetReader;
import dev.touchstone.salessync.salesforce.query.KeysetRound;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Follows the tasks of Salesforce in rounds, as the integration user: changes by their stamps, deletions by their log, and everything of
 * a seller who has begun. A crash at any point leaves rounds that read the same again.
 */
@ApplicationScoped
public class PollTasks {
    /** How often the log of deletions is read; tasks in the recycle bin are seen in each round. */
    private static final Duration DELETIONS = Duration.ofMinutes(5);
    /** The log is asked for a little less than it keeps. */
    private static final Duration LOG = ChangesApi.MAX_BACK_DELETED.minusHours(1);

    private final ConnectedSalesforce salesforce;
    private final PollJournal journal;
    private final ReadTasks read;
    private final LookAtSellers sellers;

    PollTasks(ConnectedSalesforce salesforce, PollJournal journal, ReadTasks read, LookAtSellers sellers) {
        this.salesforce = salesforce;
        this.journal = journal;
        this.read = read;
        this.sellers = sellers;
    }

    /** Reads what is new, if it is due; in one process of all. */
    public void poll() {
        salesforce
                .principal()
                .ifPresent(principal -> journal.claim().ifPresent(position -> {
                    try {
                        round(position, principal.org());
                    } catch (SalesforceFailure failure) {
                        salesforce.broken(principal, failure.error());
                        Log.warnf(
                                "the tasks of reminders are not read: %s",
                                failure.error().sentence());
                    }
                }));
    }

    private void round(SqlTaskPosition.Position position, SalesforceOrg org) {
        Instant now = org.catalogue(SalesforceLane.REMINDER).serverTime();
        changes(position.watermark().orElse(now), now, org);
        Instant deletedUntil = position.deletedUntil().orElse(now);
        if (!deletedUntil.plus(DELETIONS).isAfter(now)) {
            deletions(deletedUntil, now, org);
        } else if (position.deletedUntil().isEmpty()) {
            journal.deletedUntil(now, true);
        }
        sellers.look(org);
    }

    private void changes(Instant watermark, Instant now, SalesforceOrg org) {
        KeysetRound round = KeysetRound.begin(watermark, now, KeysetPolicy.DEFAULT);
        new KeysetReader(org.queries(SalesforceLane.REMINDER)).read(ChangedTask.SOURCE, round, (records, reached) -> {
            read.readAll(org, journal.concerned(records));
            journal.readUntil(reached);
        });
    }

    /** The log only says which tasks to look at: one may be there again. */
    private void deletions(Instant from, Instant now, SalesforceOrg org) {
        Instant earliest = now.minus(LOG);
        boolean reachesBack = !from.isBefore(earliest);
        DeletedIds log =
                org.changes(SalesforceLane.REMINDER).deleted(TaskWrite.OBJECT, reachesBack ? from : earliest, now);
        List<String> ids =
                log.records().stream().map(DeletedIds.Deleted::id).distinct().toList();
        read.goneUnlessFound(org, List.copyOf(journal.known(ids)));
        journal.deletedUntil(log.coveredUntil(), reachesBack && log.complete());
    }
}
