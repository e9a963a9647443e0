package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.sql.PageSample;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Chooses touchpoints from some pages of their table, themselves chosen by chance, so that a large table is not read as a whole. A
 * page holds ten touchpoints or more; as many pages as touchpoints are asked for have enough of them, unless most rows are dead:
 * then more are read, and in the end all. The ids are hashes, so that their order is none.
 */
@ApplicationScoped
class SqlTouchpointSample implements TouchpointSample {
    private static final String CHOOSE = """
            SELECT touchpoint_id, person_id
            FROM (SELECT touchpoint_id, person_id FROM touchpoint TABLESAMPLE SYSTEM (?::real) REPEATABLE (0)
                  ORDER BY touchpoint_id LIMIT ?) chosen
            ORDER BY person_id, touchpoint_id
            """;

    private final Database database;

    SqlTouchpointSample(Database database) {
        this.database = database;
    }

    @Override
    public List<Chosen> choose(int limit) {
        return PageSample.choose(database, "touchpoint", limit, percent -> choose(percent, limit));
    }

    private List<Chosen> choose(double percent, int limit) {
        return database.list(
                CHOOSE,
                parameters -> parameters.text(Double.toString(percent)).number(limit),
                row -> new Chosen(row.uuid("touchpoint_id"), row.uuid("person_id")));
    }
}
