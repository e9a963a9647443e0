package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.optout.EmailAddress;
import dev.touchstone.salessync.optout.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code crm_opt_out_search}: opt-outs whose records in Salesforce are still to be found. Rows are locked in the order of
 * their subjects.
 */
@ApplicationScoped
class SqlSearches {
    private static final String AGAIN = """
            ON CONFLICT (subject) DO UPDATE SET tries = 0, next_try_at = EXCLUDED.next_try_at,
                is_background = s.is_background AND EXCLUDED.is_background
            """;

    private static final String ADD_PEOPLE = """
            INSERT INTO crm_opt_out_search AS s (subject, marketo_id, is_background, pending_since, tries, next_try_at)
            SELECT subject, marketo_id, ?, now.at, 0, now.at
            FROM unnest(?::text[], ?::bigint[]) AS t (subject, marketo_id) CROSS JOIN (SELECT ?::timestamptz AS at) now
            ORDER BY subject
            """ + AGAIN;

    private static final String ADD_ADDRESS = """
            INSERT INTO crm_opt_out_search AS s (subject, address, is_background, pending_since, tries, next_try_at)
            SELECT ?, ?, ?, now.at, 0, now.at FROM (SELECT ?::timestamptz AS at) now
            """ + AGAIN;

    /** A lead that was converted is its contact. */
    private static final String MISSING = """
            INSERT INTO crm_opt_out_search AS s (subject, marketo_id, is_background, pending_since, tries, next_try_at)
            SELECT u.subject, p.marketo_id, true, now.at, 0, now.at
            FROM person p JOIN unsubscribe_state u ON %s CROSS JOIN (SELECT ?::timestamptz AS at) now
            CROSS JOIN LATERAL (SELECT coalesce(p.salesforce_contact_id, p.salesforce_lead_id) AS id) r
            WHERE %s u.is_out AND p.state IN ('ACTIVE', 'HIDDEN') AND r.id IS NOT NULL
              AND NOT EXISTS (SELECT FROM crm_opt_out_push q WHERE q.salesforce_id = r.id)
              AND NOT EXISTS (SELECT FROM crm_opted_out k WHERE k.salesforce_id = r.id)
            ORDER BY u.subject
            """;

    private static final String ADD_MISSING_OF =
            MISSING.formatted("u.subject = person_subject(p.marketo_id)", "p.marketo_id = ANY (?::bigint[]) AND")
                    + AGAIN;

    private static final String ADD_MISSING = MISSING.formatted("u.marketo_id = p.marketo_id", "") + AGAIN;

    /** What somebody did goes before what was found in the background. */
    private static final String CLAIM = """
            WITH due AS (
                SELECT subject FROM crm_opt_out_search WHERE next_try_at <= ?
                ORDER BY is_background, next_try_at LIMIT ? FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE crm_opt_out_search s SET tries = s.tries + 1, next_try_at = ?
                FROM due WHERE s.subject = due.subject
                RETURNING s.subject, s.marketo_id, s.address, s.is_background, s.tries
            )
            SELECT c.subject, c.is_background, c.tries, coalesce(c.address, p.email) AS address, p.salesforce_lead_id,
                p.salesforce_contact_id
            FROM claimed c LEFT JOIN person p ON p.marketo_id = c.marketo_id AND p.state IN ('ACTIVE', 'HIDDEN')
            ORDER BY c.subject
            """;

    /** One that was asked for again meanwhile has fewer tries and stays. */
    private static final String DONE = """
            DELETE FROM crm_opt_out_search WHERE subject IN (
                SELECT s.subject FROM crm_opt_out_search s
                JOIN unnest(?::text[], ?::bigint[]) AS t (subject, tries) ON s.subject = t.subject AND s.tries = t.tries
                ORDER BY s.subject FOR UPDATE OF s)
            """;

    private static final String AFTER = """
            UPDATE crm_opt_out_search SET next_try_at = ? WHERE subject IN (
                SELECT s.subject FROM crm_opt_out_search s
                JOIN unnest(?::text[], ?::bigint[]) AS t (subject, tries) ON s.subject = t.subject AND s.tries = t.tries
                ORDER BY s.subject FOR UPDATE OF s)
            """;

    private static final String WITHDRAW = """
            DELETE FROM crm_opt_out_search WHERE subject IN (
                SELECT subject FROM crm_opt_out_search WHERE subject = ANY (?::text[]) ORDER BY subject FOR UPDATE)
            """;

    private static final String FORGET = """
            DELETE FROM crm_opt_out_search WHERE subject IN (
                SELECT subject FROM crm_opt_out_search WHERE marketo_id = ANY (?::bigint[]) ORDER BY subject FOR UPDATE)
            """;

    private final Database database;

    SqlSearches(Database database) {
        this.database = database;
    }

    /**
     * An opt-out whose records are being looked for.
     *
     * @param background whether it goes behind what somebody did
     * @param tries with this one
     * @param address to look for; empty if there is none
     * @param leadId of the person; empty if there is none
     * @param contactId of the person; empty if there is none
     */
    record Search(
            Subject subject,
            boolean background,
            int tries,
            Optional<EmailAddress> address,
            Optional<String> leadId,
            Optional<String> contactId) {}

    /** Looks for the records of people, and of whoever else has their addresses. */
    void addPeople(Map<Subject, Long> people, boolean background, Instant now) {
        List<Map.Entry<Subject, Long>> all = List.copyOf(people.entrySet());
        database.update(
                ADD_PEOPLE,
                parameters -> parameters
                        .flag(background)
                        .texts(all, person -> person.getKey().key())
                        .numbers(all, Map.Entry::getValue)
                        .time(now));
    }

    /** Looks for the records with an address. */
    void addAddress(Subject subject, EmailAddress address, boolean background, Instant now) {
        database.update(
                ADD_ADDRESS,
                parameters -> parameters
                        .text(subject.key())
                        .text(address.value())
                        .flag(background)
                        .time(now));
    }

    /** Looks for the records of those of these people who are out and have one that was never to be set. */
    void addMissing(List<Long> marketoIds, Instant now) {
        database.update(ADD_MISSING_OF, parameters -> parameters.time(now).numbers(marketoIds, id -> id));
    }

    /** The same of everybody. */
    void addAllMissing(Instant now) {
        database.update(ADD_MISSING, parameters -> parameters.time(now));
    }

    /** Takes what is due, for nobody else until then. */
    List<Search> claim(Instant now, Instant until, int limit) {
        return database.list(
                CLAIM, parameters -> parameters.time(now).number(limit).time(until), SqlSearches::search);
    }

    private static Search search(SqlRow row) throws SQLException {
        return new Search(
                new Subject(row.text("subject")),
                row.flag("is_background"),
                row.integer("tries"),
                row.optionalText("address").map(EmailAddress::new),
                row.optionalText("salesforce_lead_id"),
                row.optionalText("salesforce_contact_id"));
    }

    /** They are found. */
    void done(List<Search> searches) {
        database.update(
                DONE,
                parameters -> parameters
                        .texts(searches, search -> search.subject().key())
                        .numbers(searches, search -> (long) search.tries()));
    }

    /** They are to be looked for again, not before then. */
    void after(List<Search> searches, Instant nextTryAt) {
        database.update(
                AFTER,
                parameters -> parameters
                        .time(nextTryAt)
                        .texts(searches, search -> search.subject().key())
                        .numbers(searches, search -> (long) search.tries()));
    }

    /** Looks for none of these any more. */
    void withdraw(Collection<Subject> subjects) {
        database.update(WITHDRAW, parameters -> parameters.texts(List.copyOf(subjects), Subject::key));
    }

    /** Forgets people. */
    void forget(List<Long> marketoIds) {
        database.update(FORGET, parameters -> parameters.numbers(marketoIds, id -> id));
    }
}
