package dev.touchstone.touchpoint.tuning;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.sql.PageSample;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Chooses visitors by their first sessions.
 *
 * <p>Reads some pages of the table {@code session}, chosen by chance, and takes the visitors whose <em>first</em> session is on
 * one of them. Every visitor has one first session and every page the same chance, so a visitor with a thousand sessions is as
 * likely as one with a single session, and a large table is not read as a whole. A page holds some fifteen sessions; as many
 * pages as visitors are asked for usually have enough first sessions on them, otherwise more are read, and in the end all.
 *
 * <p><b>Why not by events:</b> they are partitioned by month, so the visitors among them can only be told apart by reading all.
 * A visitor whose events have not been derived yet, or make no session, is not chosen.
 */
@ApplicationScoped
class SqlVisitorSample implements VisitorSample {
    private static final String CHOOSE = """
            SELECT s.visitor_id FROM session s TABLESAMPLE SYSTEM (?::real) REPEATABLE (0)
            WHERE NOT EXISTS (SELECT 1 FROM session earlier
                              WHERE earlier.visitor_id = s.visitor_id
                                AND (earlier.started_at, earlier.session_id) < (s.started_at, s.session_id))
            ORDER BY sha256(convert_to(s.visitor_id, 'UTF8')) LIMIT ?
            """;

    private final Database database;

    SqlVisitorSample(Database database) {
        this.database = database;
    }

    @Override
    public List<String> choose(int limit) {
        return PageSample.choose(database, "session", limit, percent -> choose(percent, limit));
    }

    private List<String> choose(double percent, int limit) {
        return database.list(
                CHOOSE,
                parameters -> parameters.text(Double.toString(percent)).number(limit),
                row -> row.text("visitor_id"));
    }
}
