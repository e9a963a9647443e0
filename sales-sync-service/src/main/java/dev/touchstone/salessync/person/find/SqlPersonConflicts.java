package dev.touchstone.salessync.person.find;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** The table {@code person_conflict}, as far as it is still true. */
@ApplicationScoped
class SqlPersonConflicts implements PersonConflicts {
    private static final String LIST = """
            SELECT c.salesforce_id, c.found_at, h.people FROM person_conflict c
            CROSS JOIN LATERAL (
                SELECT string_agg(marketo_id::text, ' ' ORDER BY marketo_id) AS people, count(*) AS holders FROM (
                    SELECT marketo_id FROM person
                    WHERE salesforce_lead_id = c.salesforce_id AND state IN ('ACTIVE', 'HIDDEN')
                    UNION
                    SELECT marketo_id FROM person
                    WHERE salesforce_contact_id = c.salesforce_id AND state IN ('ACTIVE', 'HIDDEN')
                    ORDER BY marketo_id LIMIT 100
                ) AS holder
            ) AS h
            WHERE c.salesforce_id > ? AND h.holders > 1
            ORDER BY c.salesforce_id LIMIT ?
            """;

    private final Database database;

    SqlPersonConflicts(Database database) {
        this.database = database;
    }

    @Override
    public List<Conflict> list(String afterSalesforceId, int limit) {
        return database.list(
                LIST,
                parameters -> parameters.text(afterSalesforceId).number(limit),
                row -> new Conflict(
                        row.text("salesforce_id"),
                        Arrays.stream(row.text("people").split(" ", -1))
                                .map(Long::valueOf)
                                .toList(),
                        row.time("found_at")));
    }
}
