package dev.touchstone.salessync.optout;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.person.OptedOutPeople;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The people who are out, from the table {@code unsubscribe_state}. */
@ApplicationScoped
class SqlOptedOutPeople implements OptedOutPeople {
    private static final String LIST = """
            SELECT marketo_id FROM unsubscribe_state WHERE is_out AND marketo_id > ? ORDER BY marketo_id LIMIT ?
            """;

    private final Database database;

    SqlOptedOutPeople(Database database) {
        this.database = database;
    }

    @Override
    public List<Long> list(long afterId, int limit) {
        return database.list(
                LIST, parameters -> parameters.number(afterId).number(limit), row -> row.number("marketo_id"));
    }
}
