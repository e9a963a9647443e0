package dev.touchstone.salessync.warning;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The table {@code sync_warning}. */
@ApplicationScoped
class SqlWarningStore {
    private static final String END = """
            DELETE FROM sync_warning w WHERE w.kind = ANY (?::text[]) AND NOT EXISTS (
                SELECT FROM unnest(?::text[], ?::text[]) AS t (kind, subject)
                WHERE t.kind = w.kind AND t.subject = w.subject)
            """;

    /** Answers with those that are to be told. */
    private static final String TELL = """
            INSERT INTO sync_warning AS w (kind, subject, sentence, told_at)
            SELECT kind, subject, sentence, ?::timestamptz FROM unnest(?::text[], ?::text[], ?::text[])
                AS t (kind, subject, sentence)
            ORDER BY kind, subject
            ON CONFLICT (kind, subject) DO UPDATE SET sentence = EXCLUDED.sentence, told_at = EXCLUDED.told_at
            WHERE w.sentence <> EXCLUDED.sentence
                OR (w.told_at AT TIME ZONE 'UTC')::date < (EXCLUDED.told_at AT TIME ZONE 'UTC')::date
            RETURNING kind, subject, sentence
            """;

    private static final String LIST = "SELECT kind, subject, sentence FROM sync_warning ORDER BY kind, subject";

    private final Database database;

    SqlWarningStore(Database database) {
        this.database = database;
    }

    List<SyncWarning> replace(Collection<SyncWarning.Kind> kinds, List<SyncWarning> warnings, Instant now) {
        database.update(
                END,
                parameters -> parameters
                        .texts(kinds.stream().sorted().toList(), Enum::name)
                        .texts(warnings, warning -> warning.kind().name())
                        .texts(warnings, SyncWarning::subject));
        return database.list(
                TELL,
                parameters -> parameters
                        .time(now)
                        .texts(warnings, warning -> warning.kind().name())
                        .texts(warnings, SyncWarning::subject)
                        .texts(warnings, SyncWarning::sentence),
                SqlWarningStore::warning);
    }

    List<SyncWarning> list() {
        return database.list(LIST, parameters -> {}, SqlWarningStore::warning);
    }

    private static SyncWarning warning(SqlRow row) throws SQLException {
        return new SyncWarning(SyncWarning.Kind.valueOf(row.text("kind")), row.text("subject"), row.text("sentence"));
    }
}
