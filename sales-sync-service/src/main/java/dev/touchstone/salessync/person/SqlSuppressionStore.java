package dev.touchstone.salessync.person;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** The tables {@code suppression_salt}, {@code suppressed_address} and {@code forgotten_person}. */
@ApplicationScoped
class SqlSuppressionStore implements SuppressionStore {
    private static final String SALT = "SELECT salt FROM suppression_salt";
    private static final String SUPPRESSED = """
            SELECT encode(address_hash, 'hex') AS address_hex FROM suppressed_address
            WHERE address_hash IN (SELECT decode(h, 'hex') FROM unnest(?::text[]) AS t (h))
            """;
    private static final String FORGOTTEN =
            "SELECT EXISTS (SELECT 1 FROM forgotten_person WHERE id_hash = ?) AS forgotten";

    private final Database database;

    SqlSuppressionStore(Database database) {
        this.database = database;
    }

    @Override
    public byte[] salt() {
        return database.get(SALT, parameters -> {}, row -> row.bytes("salt"));
    }

    @Override
    public Set<String> suppressed(List<String> hashes) {
        return Set.copyOf(database.list(
                SUPPRESSED, parameters -> parameters.texts(hashes, hash -> hash), row -> row.text("address_hex")));
    }

    @Override
    public boolean isForgotten(byte[] idHash) {
        return database.get(FORGOTTEN, parameters -> parameters.bytes(idHash), row -> row.flag("forgotten"));
    }
}
