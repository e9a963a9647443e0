package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.MarketoCredentials;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The table {@code connection}: at most one row, for Marketo. Callers hold a transaction. */
@ApplicationScoped
class SqlConnectionStore implements PanacheRepositoryBase<ConnectionRow, String> {
    private static final String MARKETO = "marketo";
    /** Two replacements at a time would both insert the first row; any constant will do. */
    private static final String LOCK = "SELECT 1 FROM pg_advisory_xact_lock(7420116533001)";

    private final SecretVault vault;

    SqlConnectionStore(SecretVault vault) {
        this.vault = vault;
    }

    Optional<Connection> find() {
        return findByIdOptional(MARKETO).map(this::read);
    }

    /** True if what is stored is these credentials. */
    boolean holds(MarketoCredentials credentials) {
        return find().flatMap(Connection::credentials)
                .filter(credentials::equals)
                .isPresent();
    }

    void lock() {
        getEntityManager().createNativeQuery(LOCK, Integer.class).getSingleResult();
    }

    void replace(MarketoCredentials credentials, Instant now) {
        ConnectionRow row = findByIdOptional(MARKETO).orElseGet(() -> new ConnectionRow(MARKETO));
        row.baseUrl = credentials.baseUrl().toString();
        row.clientId = credentials.clientId();
        row.sealedSecret = vault.seal(credentials.clientSecret(), owner(row));
        row.revision++;
        row.connectedAt = now;
        persist(row);
    }

    private Connection read(ConnectionRow row) {
        Optional<MarketoCredentials> credentials = vault.open(row.sealedSecret, owner(row))
                .map(secret -> new MarketoCredentials(URI.create(row.baseUrl), row.clientId, secret));
        return new Connection(credentials);
    }

    private static String owner(ConnectionRow row) {
        return row.system + " " + row.clientId;
    }
}
