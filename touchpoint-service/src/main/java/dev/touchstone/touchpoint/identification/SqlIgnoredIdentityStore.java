package dev.touchstone.touchpoint.identification;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is ignored, in PostgreSQL. */
@ApplicationScoped
class SqlIgnoredIdentityStore implements IgnoredIdentityStore {
    private static final String PUT = """
            INSERT INTO ignored_identity AS i (visitor_id, email, note, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (visitor_id, email) DO UPDATE SET note = excluded.note
            RETURNING visitor_id, email, note, created_at
            """;

    private static final String REMOVE = "DELETE FROM ignored_identity WHERE visitor_id = ? AND email = ?";

    private static final String IS_ANY = "SELECT EXISTS (SELECT 1 FROM ignored_identity) AS is_any";

    private static final String FIND = """
            SELECT visitor_id, email FROM ignored_identity WHERE visitor_id = ANY (?)
            UNION ALL
            SELECT visitor_id, email FROM ignored_identity WHERE visitor_id = '' AND email = ANY (?)
            """;

    private static final String LIST = """
            SELECT visitor_id, email, note, created_at FROM ignored_identity
            WHERE (visitor_id, email) > (?, ?) ORDER BY visitor_id, email LIMIT ?
            """;

    private final Database database;

    SqlIgnoredIdentityStore(Database database) {
        this.database = database;
    }

    @Override
    public IgnoredIdentity put(IgnoredIdentity identity) {
        return database.get(
                PUT,
                parameters -> parameters
                        .text(identity.subject().visitorId())
                        .text(identity.subject().email())
                        .text(identity.note())
                        .time(identity.createdAt()),
                SqlIgnoredIdentityStore::identity);
    }

    @Override
    public boolean remove(IgnoredIdentity.Subject subject) {
        return database.update(
                        REMOVE,
                        parameters -> parameters.text(subject.visitorId()).text(subject.email()))
                == 1;
    }

    @Override
    public boolean isAnyIgnored() {
        return database.get(IS_ANY, parameters -> {}, row -> row.flag("is_any"));
    }

    @Override
    public List<IgnoredIdentity.Subject> find(Collection<String> visitorIds, Collection<String> emails) {
        return database.list(
                FIND,
                parameters ->
                        parameters.texts(List.copyOf(visitorIds), id -> id).texts(List.copyOf(emails), email -> email),
                SqlIgnoredIdentityStore::subject);
    }

    @Override
    public List<IgnoredIdentity> list(IgnoredIdentity.@Nullable Subject after, int limit) {
        return database.list(
                LIST,
                parameters -> parameters
                        .text(after == null ? "" : after.visitorId())
                        .text(after == null ? "" : after.email())
                        .number(limit),
                SqlIgnoredIdentityStore::identity);
    }

    private static IgnoredIdentity identity(SqlRow row) throws SQLException {
        return new IgnoredIdentity(subject(row), row.text("note"), row.time("created_at"));
    }

    private static IgnoredIdentity.Subject subject(SqlRow row) throws SQLException {
        return new IgnoredIdentity.Subject(row.text("visitor_id"), row.text("email"));
    }
}
