package dev.touchstone.salessync.salesforce.limit;

import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through: one budget, one breaker and one set of lanes for everybody who calls one organisation, with whichever
 * connection, in all processes. Thread-safe. Calls for sessions do not pass it: Salesforce does not count them.
 */
public interface SalesforceGate {
    /**
     * Waits for a turn. Whoever has one {@linkplain #end ends} it.
     *
     * @param patience how long to wait at most
     * @throws SalesforceFailure {@link SalesforceError.NoTurn} if there was none within the patience,
     *     {@link SalesforceError.QuotaUsedUp} or {@link SalesforceError.BreakerOpen} at once if there will be none soon
     */
    Turn enter(SalesforceLane lane, Duration patience) throws InterruptedException;

    /**
     * Says how a call ended. Never fails: what cannot be stored is lost, and the place comes back when its lease ends.
     *
     * @param used what Salesforce says about used requests; null if it said nothing
     * @return what the caller has to be told instead; only after {@link SalesforceOutcome#QUOTA_USED_UP}
     */
    Optional<SalesforceError> end(Turn turn, SalesforceOutcome outcome, @Nullable LimitInfo used);

    /** The right to make one call. */
    interface Turn {}
}
