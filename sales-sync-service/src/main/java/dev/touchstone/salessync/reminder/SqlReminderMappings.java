package dev.touchstone.salessync.reminder;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Who is who on the other side, in the tables {@code seller_connection} and {@code person}. */
@ApplicationScoped
class SqlReminderMappings {
    private static final String SELLERS = "SELECT seller, user_id FROM seller_connection";

    /** An id that several people have says nothing about whom a task means. */
    private static final String PEOPLE = """
            SELECT t.who_id, min(p.marketo_id) AS marketo_id FROM unnest(?::text[]) AS t (who_id)
            JOIN person p ON p.state IN ('ACTIVE', 'HIDDEN')
                AND (p.salesforce_contact_id = t.who_id OR p.salesforce_lead_id = t.who_id)
            GROUP BY t.who_id HAVING count(*) = 1
            """;

    private static final String WHO = """
            SELECT coalesce(salesforce_contact_id, salesforce_lead_id) AS who_id FROM person
            WHERE marketo_id = ? AND state IN ('ACTIVE', 'HIDDEN')
            """;

    private final Database database;

    SqlReminderMappings(Database database) {
        this.database = database;
    }

    /**
     * Sellers and users, both ways.
     *
     * @param sellers addresses by user id
     * @param users user ids by address
     */
    record Sellers(Map<String, String> sellers, Map<String, String> users) {
        Optional<String> ofUser(String userId) {
            return Optional.ofNullable(sellers.get(userId));
        }

        Optional<String> userOf(String seller) {
            return Optional.ofNullable(users.get(seller));
        }
    }

    Sellers sellers() {
        Map<String, String> sellers = new HashMap<>();
        Map<String, String> users = new HashMap<>();
        database.list(SELLERS, parameters -> {}, row -> Map.entry(row.text("user_id"), row.text("seller")))
                .forEach(entry -> {
                    sellers.put(entry.getKey(), entry.getValue());
                    users.put(entry.getValue(), entry.getKey());
                });
        return new Sellers(sellers, users);
    }

    /** The people who are leads or contacts, by lead or contact id; others are missing. */
    Map<String, Long> people(Collection<String> whoIds) {
        Map<String, Long> people = new HashMap<>();
        List<String> asked =
                whoIds.stream().filter(id -> !id.isEmpty()).distinct().toList();
        database.list(
                        PEOPLE,
                        parameters -> parameters.texts(asked, id -> id),
                        row -> Map.entry(row.text("who_id"), row.number("marketo_id")))
                .forEach(entry -> people.put(entry.getKey(), entry.getValue()));
        return people;
    }

    /** The contact, or else the lead, that a person is; empty if neither. */
    String whoOf(OptionalLong marketoId) {
        return marketoId.isEmpty()
                ? ""
                : database
                        .list(
                                WHO,
                                parameters -> parameters.number(marketoId.getAsLong()),
                                row -> row.optionalText("who_id"))
                        .stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("");
    }
}
