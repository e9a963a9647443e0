package dev.touchstone.touchpoint.sql;

import dev.touchstone.runtime.sql.Database;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Reads some pages of a table, themselves chosen by chance, so that a large table is not read as a whole. As many pages as rows are
 * asked for usually have enough of them; otherwise more are read, and in the end all.
 */
public final class PageSample {
    private static final int ALL = 100;
    private static final int MORE = 8;

    private static final String PAGES =
            "SELECT pg_relation_size(?::regclass) / current_setting('block_size')::bigint AS pages";

    private PageSample() {}

    /**
     * Chooses rows.
     *
     * @param table the table
     * @param limit how many rows are asked for
     * @param choose reads at most so many rows from so many per cent of the pages, more than 0 and at most 100
     * @return what was chosen in the end, fewer rows than the limit only if there are no more
     */
    public static <T> List<T> choose(Database database, String table, int limit, DoubleFunction<List<T>> choose) {
        long pages = database.get(PAGES, parameters -> parameters.text(table), row -> row.number("pages"));
        double percent = pages <= limit ? ALL : (double) ALL * limit / pages;
        List<T> chosen = choose.apply(percent);
        while (chosen.size() < limit && percent < ALL) {
            percent = Math.min(ALL, percent * MORE);
            chosen = choose.apply(percent);
        }
        return chosen;
    }
}
