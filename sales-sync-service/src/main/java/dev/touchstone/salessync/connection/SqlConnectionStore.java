package dev.touchstone.salessync.connection;

import dev.touchstone.salessync.marketo.MarketoCredentials;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code connection}: at most one row, for Marketo. It belongs to the deployment, never to whoever connected it.
 * Callers hold a transaction.
 */
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
        return findByIdOptional(MARKETO).flatMap(this::read);
    }

    /** The instance that the people here come from; empty if none was ever connected. */
    Optional<InstanceId> instance() {
        return findByIdOptional(MARKETO).map(row -> new InstanceId(row.instanceId));
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

    void replace(MarketoCredentials credentials, InstanceId instance, Instant now) {
        ConnectionRow row = findByIdOptional(MARKETO).orElseGet(() -> new ConnectionRow(MARKETO));
        row.baseUrl = credentials.baseUrl().toString();
        row.instanceId = instance.text();
        row.clientId = credentials.clientId();
        row.sealedSecret = vault.seal(credentials.clientSecret(), owner(credentials.clientId()));
        row.revision++;
        row.connectedAt = now;
        persist(row);
    }

    /** Forgets the credentials, not the instance; true if there were any. */
    boolean removeCredentials() {
        Optional<ConnectionRow> connected = findByIdOptional(MARKETO).filter(row -> row.clientId != null);
        connected.ifPresent(row -> {
            row.clientId = null;
            row.sealedSecret = null;
            row.revision++;
        });
        return connected.isPresent();
    }

    private Optional<Connection> read(ConnectionRow row) {
        @Nullable String clientId = row.clientId;
        byte @Nullable [] sealed = row.sealedSecret;
        if (clientId == null || sealed == null) {
            return Optional.empty();
        }
        Optional<MarketoCredentials> credentials = vault.open(sealed, owner(clientId))
                .map(secret -> new MarketoCredentials(URI.create(row.baseUrl), clientId, secret));
        return Optional.of(new Connection(credentials, row.revision));
    }

    private static String owner(String clientId) {
        return MARKETO + " " + clientId;
    }
}
