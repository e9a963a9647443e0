package dev.touchstone.touchpoint.fieldbook;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The versions of the calculated fields in PostgreSQL. */
@ApplicationScoped
class SqlFieldListStore implements FieldListStore {
    private static final String STATE =
            "SELECT version, created_at FROM touchpoint_field_version ORDER BY version DESC LIMIT 1";

    private static final String COLUMNS =
            "SELECT version, fields::text AS fields, author, note, created_at FROM touchpoint_field_version ";

    private static final String IN_FORCE = COLUMNS + "ORDER BY version DESC LIMIT 1";

    private static final String FIND = COLUMNS + "WHERE version = ?";

    private static final String LIST = """
            SELECT version, jsonb_array_length(fields) AS field_count, author, note, created_at
            FROM touchpoint_field_version WHERE version < ? ORDER BY version DESC LIMIT ?
            """;

    private static final String ADD = """
            INSERT INTO touchpoint_field_version (version, fields, author, note, created_at)
            VALUES (?, ?::jsonb, ?, ?, ?)
            """;

    private final Database database;

    SqlFieldListStore(Database database) {
        this.database = database;
    }

    @Override
    public State state() {
        return database.get(STATE, parameters -> {}, row -> new State(row.number("version"), row.time("created_at")));
    }

    @Override
    public FieldListVersion inForce() {
        return database.get(IN_FORCE, parameters -> {}, SqlFieldListStore::version);
    }

    @Override
    public Optional<FieldListVersion> find(long version) {
        return database.find(FIND, parameters -> parameters.number(version), SqlFieldListStore::version);
    }

    @Override
    public List<FieldListEntry> list(long before, int limit) {
        return database.list(LIST, parameters -> parameters.number(before).number(limit), SqlFieldListStore::entry);
    }

    @Override
    public void add(FieldListVersion version) {
        database.update(
                ADD,
                parameters -> parameters
                        .number(version.version())
                        .text(StoredTouchpointFields.write(version.fields()))
                        .text(version.author())
                        .text(version.note())
                        .time(version.createdAt()));
    }

    private static FieldListEntry entry(SqlRow row) throws SQLException {
        return new FieldListEntry(
                row.number("version"),
                row.integer("field_count"),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }

    private static FieldListVersion version(SqlRow row) throws SQLException {
        return new FieldListVersion(
                row.number("version"),
                StoredTouchpointFields.read(row.text("fields")),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }
}
