package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.SecretVault;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.auth.Granted;
import dev.touchstone.salessync.salesforce.auth.OrgUser;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connects the organisation for background work, or replaces the credentials: they have to be of the same organisation, and a session
 * and a look at it have to work first. What is stored goes on working while the new ones are tried, and stays if they fail.
 */
@ApplicationScoped
public class ConnectSalesforce {
    private final SalesforceGateway salesforce;
    private final SalesforceGate gate;
    private final LookAtSalesforce look;
    private final SecretVault vault;
    private final SalesforceJournal journal;
    private final TellCrmWarnings warnings;
    private final Clock clock;

    ConnectSalesforce(
            SalesforceGateway salesforce,
            SalesforceGate gate,
            LookAtSalesforce look,
            SecretVault vault,
            SalesforceJournal journal,
            TellCrmWarnings warnings,
            Clock clock) {
        this.salesforce = salesforce;
        this.gate = gate;
        this.look = look;
        this.vault = vault;
        this.journal = journal;
        this.warnings = warnings;
        this.clock = clock;
    }

    /**
     * Tries and stores.
     *
     * @throws RpcFailure.FailedPrecondition {@code DIFFERENT_ORGANIZATION}, {@code SALESFORCE_REFUSED_CREDENTIALS},
     *     {@code SALESFORCE_REFUSED_CALL}, {@code ENCRYPTION_KEY_MISSING}
     * @throws RpcFailure.ResourceExhausted {@code SALESFORCE_QUOTA_USED_UP}
     * @throws RpcFailure.Unavailable {@code SALESFORCE_UNAVAILABLE}
     */
    public SalesforceConnection connect(PrincipalCredentials given) {
        vault.requireUsable();
        try {
            return tryAndStore(given);
        } catch (SalesforceFailure failure) {
            throw SalesforceRefusal.of(failure.error(), clock.instant());
        }
    }

    private SalesforceConnection tryAndStore(PrincipalCredentials given) {
        SalesforceCredentials credentials = given.credentials();
        Granted granted = salesforce.oauth().session(credentials);
        OrgUser user = Organisations.userOf(granted);
        journal.requireSame(user.orgId());
        SalesforceOrg org = salesforce.open(credentials, gate);
        SalesforceProbe probe = look.look(org, SalesforceLane.INTERACTIVE);
        String username = username(given)
                .or(() -> look.username(org, SalesforceLane.INTERACTIVE, user.userId()))
                .orElse(user.userId());
        journal.replace(new SalesforceJournal.Tried(
                given, user.orgId(), username, granted.session().instanceUrl(), probe));
        warnings.tell();
        Log.infof(
                "Salesforce is connected: organisation %s, client id ends in %s, %d findings",
                user.orgId(), given.app().clientIdSuffix(), probe.findings().size());
        return journal.find().orElseThrow(() -> new IllegalStateException("a connection does not go away"));
    }

    private static Optional<String> username(PrincipalCredentials given) {
        PrincipalCredentials.@Nullable Signer signer = given.signer();
        return signer == null ? Optional.empty() : Optional.of(signer.username());
    }
}
