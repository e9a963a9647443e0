package dev.touchstone.touchpoint.tuning;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.sql.PageSample;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Chooses people from some pages of the table {@code person}, each of which has the same chance. */
@ApplicationScoped
class SqlPersonSample implements PersonSample {
    private static final String CHOOSE = """
            SELECT p.person_id FROM person p TABLESAMPLE SYSTEM (?::real) REPEATABLE (0)
            WHERE EXISTS (SELECT FROM touchpoint t WHERE t.person_id = p.person_id)
            ORDER BY p.person_id LIMIT ?
            """;

    private final Database database;

    SqlPersonSample(Database database) {
        this.database = database;
    }

    @Override
    public List<UUID> choose(int limit) {
        return PageSample.choose(database, "person", limit, percent -> choose(percent, limit));
    }

    private List<UUID> choose(double percent, int limit) {
        return database.list(
                CHOOSE,
                parameters -> parameters.text(Double.toString(percent)).number(limit),
                row -> row.uuid("person_id"));
    }
}
