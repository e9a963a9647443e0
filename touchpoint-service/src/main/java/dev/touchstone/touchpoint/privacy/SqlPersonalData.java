package dev.touchstone.touchpoint.privacy;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows about people in PostgreSQL. */
@ApplicationScoped
class SqlPersonalData implements PersonalData {
    /** Rows of others, and of deleted records, that say whose they were before. */
    private static final List<String> FORGET_BEFORE = List.of(
            forget("campaign_member", "crm_person_id"),
            forget("activity", "crm_person_id"),
            forget("program_member", "crm_person_id"),
            forget("marketing_activity", "crm_person_id"));

    private static final String FORGET_VISITOR_BEFORE = forget("activity", "visitor_id");

    private final Database database;

    SqlPersonalData(Database database) {
        this.database = database;
    }

    private static String forget(String table, String column) {
        return """
                UPDATE %1$s SET previous_%2$s = NULL
                WHERE previous_%2$s = ANY (?) AND previous_%2$s IS DISTINCT FROM %2$s AND previous_%2$s IS NOT NULL
                """.formatted(table, column);
    }

    @Override
    public List<String> rows(PersonalTable table, Person person, String after, int limit) {
        return database.list(
                "SELECT row FROM (SELECT to_jsonb(t)::text AS row" + from(table)
                        + ") rows WHERE row COLLATE \"C\" > ? ORDER BY row COLLATE \"C\" LIMIT ?",
                parameters -> bind(parameters, table.key(), person).text(after).number(limit),
                row -> row.text("row"));
    }

    @Override
    public Map<String, Long> remove(Person person) {
        Map<String, Long> removed = new LinkedHashMap<>();
        for (PersonalTable table : PersonalTable.ALL) {
            if (table.erasure() == PersonalTable.Erasure.DELETED) {
                long rows =
                        database.update("DELETE" + from(table), parameters -> bind(parameters, table.key(), person));
                if (rows > 0) {
                    removed.merge(table.name(), rows, Long::sum);
                }
            }
        }
        for (String statement : FORGET_BEFORE) {
            database.update(statement, parameters -> parameters.texts(person.crmPersonIds(), id -> id));
        }
        database.update(FORGET_VISITOR_BEFORE, parameters -> parameters.texts(person.visitorIds(), id -> id));
        return removed;
    }

    @Override
    public long pending(Person person) {
        return PersonalTable.ALL.stream()
                .filter(table -> table.erasure() == PersonalTable.Erasure.DERIVED)
                .mapToLong(table -> database.get(
                        "SELECT count(*) AS pending" + from(table),
                        parameters -> bind(parameters, table.key(), person),
                        row -> row.number("pending")))
                .sum();
    }

    private static String from(PersonalTable table) {
        return " FROM " + table.name() + " t WHERE " + table.condition();
    }

    private static SqlParameters bind(SqlParameters parameters, PersonalTable.Key key, Person person)
            throws SQLException {
        return switch (key) {
            case EMAIL -> parameters.text(person.email());
            case PERSON -> parameters.uuid(person.personId());
            case CRM_PEOPLE -> parameters.texts(person.crmPersonIds(), id -> id);
            case SHARED_EVENTS ->
                parameters
                        .texts(person.sharedEvents(), EventKey::visitorId)
                        .times(person.sharedEvents(), EventKey::occurredAt)
                        .texts(person.sharedEvents(), EventKey::eventId);
            case VISITORS -> parameters.texts(person.visitorIds(), id -> id);
            case EMAIL_AND_VISITORS -> parameters.text(person.email()).texts(person.visitorIds(), id -> id);
            case PERSON_AND_VISITORS -> parameters.uuid(person.personId()).texts(person.visitorIds(), id -> id);
        };
    }
}
