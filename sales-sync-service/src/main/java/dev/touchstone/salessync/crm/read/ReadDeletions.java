package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.error.Verdict;
import dev.touchstone.salessync.salesforce.query.ChangesApi;
import dev.touchstone.salessync.salesforce.query.DeletedIds;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the log of deletions, and has the records looked at: those that a round cannot see any more are in there too. Where the log does
 * not reach back far enough, everything is read anew, and what is not seen then is looked at.
 */
@ApplicationScoped
class ReadDeletions {
    /** A day less than Salesforce keeps, because the edge of the log moves. */
    private static final Duration REACH = ChangesApi.MAX_BACK_DELETED.minusDays(1);

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final ReadJournal journal;
    private final Clock clock;

    ReadDeletions(ReadJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Reads the log of an object of which everything was read once. */
    void read(ReadTurn turn, ObjectState state) {
        CrmObject object = state.object();
        Instant from = state.deletedUntil().orElseThrow();
        Instant now = turn.serverTime(clock);
        if (from.plus(REACH).isBefore(now)) {
            anew(turn, object);
            return;
        }
        if (Duration.between(from, now).compareTo(SHORTEST) < 0) {
            return;
        }
        try {
            DeletedIds deleted = turn.org().changes(ReadTurn.LANE).deleted(object.apiName(), from, now);
            if (!deleted.complete()) {
                anew(turn, object);
                return;
            }
            TellRecords.check(journal.deleted(
                    turn.fence(),
                    object,
                    deleted.records().stream()
                            .map(DeletedIds.Deleted::id)
                            .distinct()
                            .toList(),
                    deleted.coveredUntil()));
        } catch (SalesforceFailure failure) {
            if (!isTooFarBack(failure.error())) {
                throw failure;
            }
            anew(turn, object);
        }
    }

    private void anew(ReadTurn turn, CrmObject object) {
        Log.warnf(
                "the log of deletions of %s does not reach back far enough: everything is read anew", object.apiName());
        TellRecords.check(journal.move(turn.fence(), store -> store.anew(object)));
    }

    private static boolean isTooFarBack(SalesforceError error) {
        return error instanceof SalesforceError.Rejected rejected
                && rejected.why().verdict().action() == Verdict.Action.COMPARE_IDS;
    }
}
