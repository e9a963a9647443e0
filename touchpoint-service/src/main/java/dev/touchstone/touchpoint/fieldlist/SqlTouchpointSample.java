package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.touchpoint.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Chooses touchpoints from some pages of their table, themselves chosen by chance, so that a large table is not read as a whole. A
 * page holds ten touchpoints or more; as many pages as touchpoints are asked for have enough of them, unless most rows are dead:
 * then more are read, and in the end all. The ids are hashes, so that their order is none.
 */
@ApplicationScoped
class SqlTouchpointSample implements TouchpointSample {
    private static final int ALL = 100;
    private static final int MORE = 8;

    private static final String PAGES =
            "SELECT pg_relation_size('touchpoint') / current_setting('block_size')::bigint AS pages";

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
        long pages = database.get(PAGES, parameters -> {}, row -> row.number("pages"));
        double percent = pages <= limit ? ALL : (double) ALL * limit / pages;
        List<Chosen> chosen = choose(percent, limit);
        while (chosen.size() < limit && percent < ALL) {
            percent = Math.min(ALL, percent * MORE);
            chosen = choose(percent, limit);
        }
        return chosen;
    }

    private List<Chosen> choose(double percent, int limit) {
        return database.list(
                CHOOSE,
                parameters -> parameters.text(Double.toString(percent)).number(limit),
                row -> new Chosen(row.uuid("touchpoint_id"), row.uuid("person_id")));
    }
}
