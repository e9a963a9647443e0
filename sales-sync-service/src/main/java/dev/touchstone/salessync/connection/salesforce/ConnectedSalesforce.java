package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.auth.ConnectedApp;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections that can be used. Each is opened once for each revision of its credentials, so that everybody shares its session;
 * whoever asks again after a reconnect gets the new one. Whoever makes a call with one and is refused says so with {@link #broken}.
 */
@ApplicationScoped
public class ConnectedSalesforce {
    private final SalesforceJournal connections;
    private final SellerJournal sellers;
    private final SalesforceGateway salesforce;
    private final SalesforceGate gate;
    private final TellCrmWarnings warnings;
    private final Map<String, OpenSeller> openSellers = new HashMap<>();
    private @Nullable OpenPrincipal openPrincipal;

    ConnectedSalesforce(
            SalesforceJournal connections,
            SellerJournal sellers,
            SalesforceGateway salesforce,
            SalesforceGate gate,
            TellCrmWarnings warnings) {
        this.connections = connections;
        this.sellers = sellers;
        this.salesforce = salesforce;
        this.gate = gate;
        this.warnings = warnings;
    }

    /**
     * The connection for background work, open.
     *
     * @param access the credentials it was opened with
     */
    public record OpenPrincipal(String organizationId, SalesforceConnection.Access access, SalesforceOrg org) {}

    /**
     * A seller's connection, open.
     *
     * @param connection the authorization it was opened with
     * @param app that the seller authorized
     */
    public record OpenSeller(SellerConnection connection, ConnectedApp app, SalesforceOrg org) {}

    /** The connection for background work; empty while there is none that can be used. */
    public Optional<OpenPrincipal> principal() {
        return connections
                .find()
                .filter(connection -> connection.state().equals(Optional.of(CrmFault.State.CONNECTED)))
                .flatMap(this::open);
    }

    /**
     * The connection of a seller; empty while there is none that can be used.
     *
     * @param seller e-mail address, in lower case
     */
    public Optional<OpenSeller> seller(String seller) {
        return sellers.find(seller)
                .filter(connection -> connection.state() == CrmFault.State.CONNECTED)
                .flatMap(this::open);
    }

    /** Sellers for whom something can be sent now, by address, in lower case: none while the organisation is not connected. */
    public List<String> usableSellers() {
        return app().isPresent() ? sellers.usable() : List.of();
    }

    /** True if the organisation is connected, whether or not its credentials are of use at the moment. */
    public boolean isConnected() {
        return connections.find().flatMap(SalesforceConnection::access).isPresent();
    }

    /** Keeps that the connection is of no use, if that is what the error says; true if so. */
    public boolean broken(OpenPrincipal principal, SalesforceError error) {
        boolean kept = connections.broken(principal.access(), error);
        if (kept) {
            warnings.tell();
        }
        return kept;
    }

    /** Keeps that a seller's connection is of no use, if that is what the error says; true if so. What is for the seller waits then. */
    public boolean broken(OpenSeller seller, SalesforceError error) {
        return sellers.broken(seller.connection(), error);
    }

    /** The app that sellers authorize; empty while there is none. */
    Optional<ConnectedApp> app() {
        return connections.find().flatMap(SalesforceConnection::credentials).map(PrincipalCredentials::app);
    }

    /** Opens the connection anew, whatever is known of it; empty if there are no credentials that can be decrypted. */
    Optional<OpenPrincipal> openAnew(SalesforceConnection connection) {
        forgetPrincipal();
        return open(connection);
    }

    /** Opens a seller's connection anew, whatever is known of it; empty if the organisation is not connected. */
    Optional<OpenSeller> openAnew(SellerConnection connection) {
        forgetSeller(connection);
        return open(connection);
    }

    private Optional<OpenPrincipal> open(SalesforceConnection connection) {
        return connection
                .access()
                .flatMap(access -> access.credentials()
                        .map(credentials -> openOnce(connection.organizationId(), access, credentials)));
    }

    private Optional<OpenSeller> open(SellerConnection connection) {
        return app().map(app -> openOnce(connection, app));
    }

    /** A connection that was refused tells so for a while without asking; one that is opened anew asks. */
    private synchronized void forgetPrincipal() {
        openPrincipal = null;
    }

    private synchronized void forgetSeller(SellerConnection connection) {
        openSellers.remove(connection.seller());
    }

    private synchronized OpenPrincipal openOnce(
            String organizationId, SalesforceConnection.Access access, PrincipalCredentials credentials) {
        @Nullable OpenPrincipal current = openPrincipal;
        SalesforceOrg org = current != null && current.access().revision() == access.revision()
                ? current.org()
                : salesforce.open(credentials.credentials(), gate);
        OpenPrincipal open = new OpenPrincipal(organizationId, access, org);
        openPrincipal = open;
        return open;
    }

    private synchronized OpenSeller openOnce(SellerConnection connection, ConnectedApp app) {
        @Nullable OpenSeller current = openSellers.get(connection.seller());
        boolean same = current != null
                && current.connection().connectedAt().equals(connection.connectedAt())
                && current.app().equals(app);
        SalesforceOrg org = same && current != null
                ? current.org()
                : salesforce.open(new SalesforceCredentials.Refreshing(app, sellers.tokens(connection)), gate);
        OpenSeller open = new OpenSeller(connection, app, org);
        openSellers.put(connection.seller(), open);
        return open;
    }
}
