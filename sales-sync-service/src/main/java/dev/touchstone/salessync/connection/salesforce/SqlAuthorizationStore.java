package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.connection.SecretVault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code seller_authorization}: sellers who are at Salesforce's log-in. Callers hold a transaction. */
@ApplicationScoped
class SqlAuthorizationStore {
    private static final String BEGIN = """
            WITH forgotten AS (DELETE FROM seller_authorization WHERE expires_at <= ?)
            INSERT INTO seller_authorization (state_hash, seller, redirect_uri, sealed_verifier, expires_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String TAKE = """
            DELETE FROM seller_authorization WHERE state_hash = ?
            RETURNING seller, redirect_uri, sealed_verifier, expires_at
            """;

    private final Database database;
    private final SecretVault vault;

    SqlAuthorizationStore(Database database, SecretVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * An authorization in hand.
     *
     * @param seller who is to be connected
     * @param redirectUri where the browser is sent back to
     * @param verifier proves that whoever exchanges the code asked for it
     * @param expiresAt not taken any more from then on
     */
    record Pending(String seller, URI redirectUri, String verifier, Instant expiresAt) {}

    /** Stores one, and forgets those that are over. */
    void begin(String state, Pending pending, Instant now) {
        database.update(
                BEGIN,
                parameters -> parameters
                        .time(now)
                        .bytes(hash(state))
                        .text(pending.seller())
                        .text(pending.redirectUri().toString())
                        .bytes(vault.seal(pending.verifier(), owner(pending.seller())))
                        .time(pending.expiresAt()));
    }

    /** Takes it, so that nobody else does; empty if there is none, or it is too late. */
    Optional<Pending> take(String state, Instant now) {
        return database.find(TAKE, parameters -> parameters.bytes(hash(state)), this::pending)
                .flatMap(pending -> pending)
                .filter(pending -> pending.expiresAt().isAfter(now));
    }

    /** Empty if the verifier cannot be decrypted. */
    private Optional<Pending> pending(SqlRow row) throws SQLException {
        String seller = row.text("seller");
        URI redirectUri = URI.create(row.text("redirect_uri"));
        Instant expiresAt = row.time("expires_at");
        return vault.open(row.bytes("sealed_verifier"), owner(seller))
                .map(verifier -> new Pending(seller, redirectUri, verifier, expiresAt));
    }

    private static byte[] hash(String state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String owner(String seller) {
        return "seller-authorization " + seller;
    }
}
