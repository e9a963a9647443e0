package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.budget.OrgJournal;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks Salesforce how many calls everybody made, when no answer has told for a while. The header of the answer tells it, as that of any
 * call does.
 */
@ApplicationScoped
public class ReadOrgUsage {
    private final ConnectedSalesforce connected;
    private final OrgJournal budget;

    ReadOrgUsage(ConnectedSalesforce connected, OrgJournal budget) {
        this.connected = connected;
        this.budget = budget;
    }

    /**
     * Asks if it is due, in one process of all.
     *
     * @param interval from one answer to the next question
     */
    public void readIfDue(Duration interval) {
        Optional<OpenPrincipal> principal = connected.principal();
        if (principal.isEmpty() || !budget.claimUsage(interval)) {
            return;
        }
        // From 90 percent on only opt-outs go out; without an answer nobody would learn that it is less again.
        SalesforceLane lane = budget.isNearlyUsedUp() ? SalesforceLane.OPT_OUT : SalesforceLane.RECONCILE;
        try {
            principal.get().org().catalogue(lane).limits();
        } catch (SalesforceFailure failure) {
            connected.broken(principal.get(), failure.error());
            Log.infof(
                    "what others used of Salesforce's calls is not known: %s",
                    failure.error().sentence());
        }
    }
}
