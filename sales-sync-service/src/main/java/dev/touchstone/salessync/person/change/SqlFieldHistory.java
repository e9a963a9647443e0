package dev.touchstone.salessync.person.change;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.person.ReadWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code person_field_change}. */
@ApplicationScoped
class SqlFieldHistory implements FieldHistory {
    private static final String LIST = """
            SELECT c.marketo_id, c.change_number, c.field, c.old_value, c.new_value, c.system, c.way, c.version, c.read_at
            FROM person_field_change c
            WHERE c.marketo_id IN (SELECT ?::bigint UNION ALL SELECT loser_id FROM person_alias WHERE winner_id = ?)
              AND c.change_number < ?
            ORDER BY c.change_number DESC LIMIT ?
            """;

    private static final String SOURCES = """
            SELECT DISTINCT ON (field) field, system, way, read_at FROM person_field_change
            WHERE marketo_id = ? ORDER BY field, change_number DESC
            """;

    private static final String DROP = "DELETE FROM person_field_change WHERE read_at < ?";

    private final Database database;

    SqlFieldHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<FieldChange> list(long marketoId, long beforeNumber, int limit) {
        return database.list(
                LIST,
                parameters -> parameters
                        .number(marketoId)
                        .number(marketoId)
                        .number(beforeNumber)
                        .number(limit),
                row -> new FieldChange(
                        row.number("change_number"),
                        row.number("marketo_id"),
                        row.text("field"),
                        row.optionalText("old_value").orElse(null),
                        row.optionalText("new_value").orElse(null),
                        source(row),
                        row.number("version")));
    }

    @Override
    public Map<String, FieldChange.Source> sources(long marketoId) {
        Map<String, FieldChange.Source> sources = new HashMap<>();
        database.list(
                        SOURCES,
                        parameters -> parameters.number(marketoId),
                        row -> Map.entry(row.text("field"), source(row)))
                .forEach(entry -> sources.put(entry.getKey(), entry.getValue()));
        return sources;
    }

    @Override
    public int drop(Instant readBefore) {
        return database.update(DROP, parameters -> parameters.time(readBefore));
    }

    private static FieldChange.Source source(SqlRow row) throws SQLException {
        return new FieldChange.Source(row.text("system"), ReadWay.valueOf(row.text("way")), row.time("read_at"));
    }
}
