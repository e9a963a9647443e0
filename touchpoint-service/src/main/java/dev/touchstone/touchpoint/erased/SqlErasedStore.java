package dev.touchstone.touchpoint.erased;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables {@code erased_identity} and {@code erasure_state}. */
@ApplicationScoped
class SqlErasedStore implements ErasedStore {
    private static final String STATE = "SELECT erasures, encode(key_check, 'hex') AS key_check FROM erasure_state";

    private static final String SHARE = "SELECT share_erasures() AS erasures";

    /** Derivation first, which may be in a long transaction: meanwhile intake goes on. */
    private static final String EXCLUDE = """
            SELECT pg_advisory_xact_lock(hashtext('erasure/derivation'), 0)::text
                   || pg_advisory_xact_lock(hashtext('erasure/intake'), 0)::text AS locked
            """;

    private static final String KEPT = """
            SELECT encode(identity_hash, 'hex') AS hash FROM erased_identity
            WHERE identity_hash IN (SELECT decode(h, 'hex') FROM unnest(?::text[]) AS t (h))
            """;

    private static final String FIRST = """
            SELECT min(erased_at) AS erased_at FROM erased_identity
            WHERE identity_hash IN (SELECT decode(h, 'hex') FROM unnest(?::text[]) AS t (h))
            """;

    private static final String KEEP = """
            INSERT INTO erased_identity (identity_hash, erased_at)
            SELECT decode(h, 'hex'), ? FROM unnest(?::text[]) AS t (h)
            ON CONFLICT (identity_hash) DO NOTHING
            """;

    private static final String COUNT =
            "UPDATE erasure_state SET erasures = erasures + 1, key_check = decode(?, 'hex')";

    private final Database database;

    SqlErasedStore(Database database) {
        this.database = database;
    }

    @Override
    public State state() {
        return database.get(STATE, parameters -> {}, SqlErasedStore::state);
    }

    @Override
    public State share() {
        database.get(SHARE, parameters -> {}, row -> row.number("erasures"));
        // A statement of its own, so that it sees what was committed while the first one waited.
        return state();
    }

    @Override
    public State exclude() {
        database.get(EXCLUDE, parameters -> {}, row -> row.text("locked"));
        return state();
    }

    @Override
    public Set<String> kept(List<String> hashes) {
        return Set.copyOf(
                database.list(KEPT, parameters -> parameters.texts(hashes, hash -> hash), row -> row.text("hash")));
    }

    @Override
    public Optional<Instant> firstErasedAt(List<String> hashes) {
        return database.get(
                FIRST, parameters -> parameters.texts(hashes, hash -> hash), row -> row.optionalTime("erased_at"));
    }

    @Override
    public void keep(List<String> hashes, Instant erasedAt, String keyCheck) {
        database.update(KEEP, parameters -> parameters.time(erasedAt).texts(hashes, hash -> hash));
        database.update(COUNT, parameters -> parameters.text(keyCheck));
    }

    private static State state(SqlRow row) throws SQLException {
        return new State(row.number("erasures"), row.optionalText("key_check").orElse(""));
    }
}
