package dev.touchstone.salessync.connection.salesforce;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What an administrator sees of the connections, and takes away. */
@ApplicationScoped
public class SalesforceConnections {
    private final SalesforceJournal connections;
    private final SellerJournal sellers;
    private final TellCrmWarnings warnings;

    SalesforceConnections(SalesforceJournal connections, SellerJournal sellers, TellCrmWarnings warnings) {
        this.connections = connections;
        this.sellers = sellers;
        this.warnings = warnings;
    }

    /** The connection for background work; empty if there never was one. */
    public Optional<SalesforceConnection> find() {
        return connections.find();
    }

    /** Forgets the credentials, not the organisation; true if there were any. */
    public boolean disconnect() {
        boolean removed = connections.disconnect();
        if (removed) {
            warnings.tell();
            Log.info("Salesforce is disconnected");
        }
        return removed;
    }

    /** Sellers after one, by address. */
    public List<SellerConnection> sellers(String after, int size) {
        return sellers.page(after, size);
    }

    /**
     * Forgets a seller's tokens; true if there were any.
     *
     * @param seller e-mail address, in lower case
     */
    public boolean disconnect(String seller) {
        boolean removed = sellers.remove(seller);
        if (removed) {
            warnings.tell();
            Log.info("a seller is disconnected");
        }
        return removed;
    }
}
