package dev.touchstone.salessync.optout;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code unsubscribe_request}. */
@ApplicationScoped
class SqlRequestKeys {
    private static final String TAKE = """
            INSERT INTO unsubscribe_request (request_id, digest, created_at) VALUES (?, ?, ?)
            ON CONFLICT (request_id) DO NOTHING
            """;

    private static final String FIND = "SELECT digest FROM unsubscribe_request WHERE request_id = ?";

    private static final String FORGET = "DELETE FROM unsubscribe_request WHERE created_at < ?";

    private final Database database;

    SqlRequestKeys(Database database) {
        this.database = database;
    }

    /**
     * Takes an id for the caller's transaction; waits for another transaction that is taking it.
     *
     * @return false if it was taken before
     */
    boolean take(UUID requestId, byte[] digest, Instant now) {
        return database.update(
                        TAKE,
                        parameters -> parameters.uuid(requestId).bytes(digest).time(now))
                == 1;
    }

    /** What the request with this id asked for. */
    Optional<byte[]> find(UUID requestId) {
        return database.find(FIND, parameters -> parameters.uuid(requestId), row -> row.bytes("digest"));
    }

    /** Forgets the requests before a time. */
    void forgetBefore(Instant time) {
        database.update(FORGET, parameters -> parameters.time(time));
    }
}
