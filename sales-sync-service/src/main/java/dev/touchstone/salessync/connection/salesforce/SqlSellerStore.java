package dev.touchstone.salessync.connection.salesforce;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.connection.SecretVault;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code seller_connection}. Callers hold a transaction. */
@ApplicationScoped
class SqlSellerStore {
    private static final String READ = """
            SELECT seller, user_id, username, revision, connected_at, fault_reason, fault_sentence, fault_at, retry_at
            FROM seller_connection
            """;

    private static final String FIND = READ + " WHERE seller = ?";

    private static final String PAGE = READ + " WHERE seller > ? ORDER BY seller LIMIT ?";

    private static final String BROKEN_ONES = READ + " WHERE fault_reason IS NOT NULL ORDER BY seller";

    private static final String SELLER_OF_USER = "SELECT seller FROM seller_connection WHERE user_id = ?";

    private static final String USABLE =
            "SELECT seller FROM seller_connection WHERE fault_reason IS NULL ORDER BY seller";

    private static final String LOCK_TOKEN =
            "SELECT revision, sealed_refresh FROM seller_connection WHERE seller = ? FOR UPDATE";

    private static final String REPLACE = """
            INSERT INTO seller_connection AS c (seller, user_id, username, instance_url, sealed_refresh, revision, connected_at)
            VALUES (?, ?, ?, ?, ?, 1, ?)
            ON CONFLICT (seller) DO UPDATE SET username = EXCLUDED.username, instance_url = EXCLUDED.instance_url,
                sealed_refresh = EXCLUDED.sealed_refresh, revision = c.revision + 1, connected_at = EXCLUDED.connected_at,
                fault_reason = NULL, fault_sentence = NULL, fault_at = NULL, retry_at = NULL
            """;

    private static final String ROTATE =
            "UPDATE seller_connection SET sealed_refresh = ?, instance_url = ? WHERE seller = ?";

    private static final String MOVE = "UPDATE seller_connection SET instance_url = ? WHERE seller = ?";

    private static final String REMOVE = "DELETE FROM seller_connection WHERE seller = ?";

    private static final String BROKEN = """
            UPDATE seller_connection SET fault_reason = ?, fault_sentence = ?, fault_at = ?, retry_at = ?
            WHERE seller = ? AND revision = ?
            """;

    private static final String MENDED = """
            UPDATE seller_connection SET fault_reason = NULL, fault_sentence = NULL, fault_at = NULL, retry_at = NULL
            WHERE seller = ? AND revision = ? AND fault_reason IS NOT NULL
            """;

    /** At most so many at once, so that one process does not claim what it cannot try within the time. */
    private static final String CLAIM_RETRIES = """
            UPDATE seller_connection SET retry_at = ? WHERE seller IN (
                SELECT seller FROM seller_connection WHERE retry_at <= ? ORDER BY retry_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING seller
            """;

    private final Database database;
    private final SecretVault vault;

    SqlSellerStore(Database database, SecretVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * The newest refresh token of an authorization.
     *
     * @param token empty if it cannot be decrypted
     */
    record StoredToken(long revision, Optional<String> token) {}

    Optional<SellerConnection> find(String seller) {
        return database.find(FIND, parameters -> parameters.text(seller), SqlSellerStore::connection);
    }

    /** Sellers after one, by address. */
    List<SellerConnection> page(String after, int size) {
        return database.list(PAGE, parameters -> parameters.text(after).number(size), SqlSellerStore::connection);
    }

    List<SellerConnection> broken() {
        return database.list(BROKEN_ONES, parameters -> {}, SqlSellerStore::connection);
    }

    /** Who is connected as a Salesforce user. */
    Optional<String> sellerOf(String userId) {
        return database.find(SELLER_OF_USER, parameters -> parameters.text(userId), row -> row.text("seller"));
    }

    /** Sellers whose connections can be used, by address. */
    List<String> usable() {
        return database.list(USABLE, parameters -> {}, row -> row.text("seller"));
    }

    /** The newest token; nobody else, in any process, reads or replaces it until the transaction ends. */
    Optional<StoredToken> lockToken(String seller) {
        return database.find(
                LOCK_TOKEN,
                parameters -> parameters.text(seller),
                row -> new StoredToken(row.number("revision"), vault.open(row.bytes("sealed_refresh"), owner(seller))));
    }

    /** Stores an authorization of the same user, as the next revision. */
    void replace(NewSeller seller, Instant now) {
        database.update(
                REPLACE,
                parameters -> parameters
                        .text(seller.seller())
                        .text(seller.userId())
                        .text(seller.username())
                        .text(seller.instanceUrl().toString())
                        .bytes(vault.seal(seller.refreshToken(), owner(seller.seller())))
                        .time(now));
    }

    /** The token that the next session is asked for with, and where the organisation is now. */
    void rotate(String seller, String refreshToken, URI instanceUrl) {
        database.update(
                ROTATE,
                parameters -> parameters
                        .bytes(vault.seal(refreshToken, owner(seller)))
                        .text(instanceUrl.toString())
                        .text(seller));
    }

    /** Where the organisation is now; the token stays. */
    void move(String seller, URI instanceUrl) {
        database.update(
                MOVE, parameters -> parameters.text(instanceUrl.toString()).text(seller));
    }

    boolean remove(String seller) {
        return database.update(REMOVE, parameters -> parameters.text(seller)) == 1;
    }

    /** This authorization is of no use; false if it was replaced. */
    boolean broken(String seller, long revision, CrmFault fault) {
        return database.update(
                        BROKEN,
                        parameters ->
                                SqlFaults.bind(parameters, fault).text(seller).number(revision))
                == 1;
    }

    /** This authorization works; true if it was thought not to. */
    boolean mended(String seller, long revision) {
        return database.update(MENDED, parameters -> parameters.text(seller).number(revision)) == 1;
    }

    /** Sellers whose connections are due to be tried again, and it falls to the caller. */
    List<String> claimRetries(Instant now, int limit) {
        return database.list(
                CLAIM_RETRIES,
                parameters ->
                        parameters.time(now.plus(CrmFault.RETRY)).time(now).number(limit),
                row -> row.text("seller"));
    }

    private static SellerConnection connection(SqlRow row) throws SQLException {
        return new SellerConnection(
                row.text("seller"),
                row.text("user_id"),
                row.text("username"),
                row.number("revision"),
                row.time("connected_at"),
                SqlFaults.read(row));
    }

    private static String owner(String seller) {
        return "seller " + seller;
    }
}
