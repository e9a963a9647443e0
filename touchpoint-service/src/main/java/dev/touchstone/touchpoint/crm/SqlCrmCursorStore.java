package dev.touchstone.touchpoint.crm;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Cursors in PostgreSQL. */
@ApplicationScoped
class SqlCrmCursorStore implements CrmCursorStore {
    private static final String WRITE = """
            INSERT INTO crm_cursor (source, cursor, committed_at) VALUES (?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, committed_at = excluded.committed_at
            """;

    private static final String FIND = "SELECT cursor, committed_at FROM crm_cursor WHERE source = ?";

    private final Database database;

    SqlCrmCursorStore(Database database) {
        this.database = database;
    }

    @Override
    public void write(SourceCursor cursor, Instant now) {
        database.update(
                WRITE,
                parameters ->
                        parameters.text(cursor.source()).text(cursor.cursor()).time(now));
    }

    @Override
    public Optional<Kept> find(String source) {
        return database.find(
                FIND,
                parameters -> parameters.text(source),
                row -> new Kept(row.text("cursor"), row.time("committed_at")));
    }
}
