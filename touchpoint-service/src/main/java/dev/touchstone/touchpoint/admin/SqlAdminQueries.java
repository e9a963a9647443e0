package dev.touchstone.touchpoint.admin;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** An operator's questions in SQL. */
@ApplicationScoped
class SqlAdminQueries implements AdminQueries {
    private static final String COUNTS = """
            SELECT (SELECT count(*) FROM web_event) AS web_events, (SELECT count(*) FROM session) AS sessions,
                   (SELECT count(*) FROM touchpoint) AS touchpoints,
                   (SELECT count(DISTINCT person_id) FROM touchpoint) AS people
            """;

    private static final String VISITORS = """
            SELECT DISTINCT visitor_id AS id FROM (
                (SELECT DISTINCT visitor_id FROM web_event WHERE visitor_id > ? ORDER BY visitor_id LIMIT ?)
                UNION ALL
                (SELECT DISTINCT visitor_id FROM session WHERE visitor_id > ? ORDER BY visitor_id LIMIT ?)
            ) visitors ORDER BY id LIMIT ?
            """;

    private static final String PEOPLE = """
            SELECT DISTINCT person_id::text AS id FROM (
                SELECT person_id FROM person UNION ALL SELECT person_id FROM touchpoint
            ) people WHERE person_id::text > ? ORDER BY id LIMIT ?
            """;

    private final Database database;

    SqlAdminQueries(Database database) {
        this.database = database;
    }

    @Override
    public StoredCounts counts() {
        return database.get(
                COUNTS,
                parameters -> {},
                row -> new StoredCounts(
                        row.number("web_events"),
                        row.number("sessions"),
                        row.number("touchpoints"),
                        row.number("people")));
    }

    @Override
    public List<String> visitors(String after, int limit) {
        return database.list(
                VISITORS,
                parameters -> parameters
                        .text(after)
                        .number(limit)
                        .text(after)
                        .number(limit)
                        .number(limit),
                row -> row.text("id"));
    }

    @Override
    public List<String> people(String after, int limit) {
        return database.list(PEOPLE, parameters -> parameters.text(after).number(limit), row -> row.text("id"));
    }
}
