package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.contract.RpcFailure;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenPrincipal;
import dev.touchstone.salessync.connection.salesforce.ConnectedSalesforce.OpenSeller;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Tries connections whose credentials are stored: on request, and again and again those that somebody may have mended. */
@ApplicationScoped
public class ProbeConnections {
    private final ConnectedSalesforce connected;
    private final SalesforceJournal connections;
    private final SellerJournal sellers;
    private final LookAtSalesforce look;
    private final TellCrmWarnings warnings;
    private final Clock clock;

    ProbeConnections(
            ConnectedSalesforce connected,
            SalesforceJournal connections,
            SellerJournal sellers,
            LookAtSalesforce look,
            TellCrmWarnings warnings,
            Clock clock) {
        this.connected = connected;
        this.connections = connections;
        this.sellers = sellers;
        this.look = look;
        this.warnings = warnings;
        this.clock = clock;
    }

    /**
     * Looks at the organisation again.
     *
     * @throws RpcFailure.FailedPrecondition {@code CRM_NOT_CONNECTED}, and as {@link SalesforceRefusal} says
     */
    public SalesforceConnection probe() {
        OpenPrincipal principal =
                connections.find().flatMap(connected::openAnew).orElseThrow(Organisations::notConnected);
        try {
            look(principal, SalesforceLane.INTERACTIVE);
        } catch (SalesforceFailure failure) {
            throw SalesforceRefusal.of(failure.error(), clock.instant());
        }
        return connections.find().orElseThrow(Organisations::notConnected);
    }

    private void look(OpenPrincipal principal, SalesforceLane lane) {
        try {
            connections.probed(principal.access(), look.look(principal.org(), lane));
        } catch (SalesforceFailure failure) {
            connected.broken(principal, failure.error());
            throw failure;
        }
        warnings.tell();
    }

    /**
     * Tries a seller's connection; that Salesforce refuses it is an answer.
     *
     * @param seller e-mail address, in lower case
     * @throws RpcFailure.NotFound {@code SELLER_NOT_FOUND}
     * @throws RpcFailure.FailedPrecondition {@code CRM_NOT_CONNECTED}, and as {@link SalesforceRefusal} says
     */
    public SellerConnection probe(String seller) {
        SellerConnection connection = find(seller);
        OpenSeller open = connected.openAnew(connection).orElseThrow(Organisations::notConnected);
        try {
            look(open, SalesforceLane.INTERACTIVE);
        } catch (SalesforceFailure failure) {
            if (CrmFault.of(failure.error(), clock.instant()).isEmpty()) {
                throw SalesforceRefusal.of(failure.error(), clock.instant());
            }
        }
        return find(seller);
    }

    private void look(OpenSeller open, SalesforceLane lane) {
        try {
            look.username(open.org(), lane, open.connection().userId());
        } catch (SalesforceFailure failure) {
            connected.broken(open, failure.error());
            throw failure;
        }
        sellers.works(open.connection());
        warnings.tell();
    }

    private SellerConnection find(String seller) {
        return sellers.find(seller)
                .orElseThrow(() -> new RpcFailure.NotFound(
                        "SELLER_NOT_FOUND", "no seller " + seller + " is connected", Map.of("seller", seller)));
    }

    /** Tries again what is due, in one process of all. */
    public void retry() {
        if (connections.claimRetry()) {
            connections
                    .find()
                    .flatMap(connected::openAnew)
                    .ifPresent(principal -> quietly(() -> look(principal, SalesforceLane.RECONCILE)));
        }
        for (String seller : sellers.claimRetries()) {
            sellers.find(seller)
                    .flatMap(connected::openAnew)
                    .ifPresent(open -> quietly(() -> look(open, SalesforceLane.RECONCILE)));
        }
    }

    private static void quietly(Runnable trial) {
        try {
            trial.run();
        } catch (SalesforceFailure failure) {
            SalesforceError error = failure.error();
            Log.infof("a connection to Salesforce was tried again: %s", error.sentence());
        }
    }
}
