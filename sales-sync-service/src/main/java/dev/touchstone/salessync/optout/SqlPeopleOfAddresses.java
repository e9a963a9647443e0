package dev.touchstone.salessync.optout;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Who has which address, in the table {@code person}, whatever the person's state. */
@ApplicationScoped
class SqlPeopleOfAddresses {
    private static final String ADDRESSES =
            "SELECT DISTINCT email FROM person WHERE marketo_id = ANY (?::bigint[]) AND email IS NOT NULL";

    private static final String PEOPLE = """
            SELECT p.marketo_id FROM unnest(?::text[]) AS t (address)
            JOIN person p ON lower(p.email) = lower(t.address)
            """;

    private static final String LOSERS = "SELECT loser_id FROM person_alias WHERE winner_id = ANY (?::bigint[])";

    private static final String WITH_ADDRESSES =
            "SELECT marketo_id, email FROM person WHERE marketo_id = ANY (?::bigint[]) ORDER BY marketo_id";

    private static final String UNSUBSCRIBED = """
            SELECT count(*) AS people FROM person
            WHERE marketo_id = ANY (?::bigint[]) AND unsubscribed IS NOT FALSE AND state IN ('ACTIVE', 'HIDDEN')
            """;

    private final Database database;

    SqlPeopleOfAddresses(Database database) {
        this.database = database;
    }

    /** The addresses that these people have. */
    List<EmailAddress> addressesOf(List<Long> marketoIds) {
        return database.list(
                ADDRESSES,
                parameters -> parameters.numbers(marketoIds, id -> id),
                row -> new EmailAddress(row.text("email")));
    }

    /** The people who have one of these addresses. */
    List<Long> peopleOf(List<EmailAddress> addresses) {
        return database.list(
                PEOPLE,
                parameters -> parameters.texts(addresses, EmailAddress::value),
                row -> row.number("marketo_id"));
    }

    /** The people who were merged into these. */
    List<Long> losersOf(List<Long> marketoIds) {
        return database.list(
                LOSERS, parameters -> parameters.numbers(marketoIds, id -> id), row -> row.number("loser_id"));
    }

    /** A person and the address they have. */
    record WithAddress(long marketoId, Optional<EmailAddress> address) {}

    /** Those of the people who have a row, with their addresses. */
    List<WithAddress> withAddresses(List<Long> marketoIds) {
        return database.list(
                WITH_ADDRESSES,
                parameters -> parameters.numbers(marketoIds, id -> id),
                row -> new WithAddress(
                        row.number("marketo_id"), row.optionalText("email").map(EmailAddress::new)));
    }

    /** Whether one of these people may be unsubscribed in Marketo, as far as the store knows. */
    boolean isSomeUnsubscribed(List<Long> marketoIds) {
        return database.get(
                        UNSUBSCRIBED,
                        parameters -> parameters.numbers(marketoIds, id -> id),
                        row -> row.number("people"))
                > 0;
    }
}
