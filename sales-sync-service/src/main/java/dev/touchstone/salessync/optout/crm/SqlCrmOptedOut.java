package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.optout.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code crm_opted_out}: the records of Salesforce that say out. */
@ApplicationScoped
class SqlCrmOptedOut {
    private static final String KEEP = """
            INSERT INTO crm_opted_out (salesforce_id, object, address_subject, modified_at, seen_at)
            SELECT salesforce_id, object, address_subject, modified_at, ?::timestamptz
            FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
                AS t (salesforce_id, object, address_subject, modified_at)
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET object = EXCLUDED.object,
                address_subject = EXCLUDED.address_subject, modified_at = EXCLUDED.modified_at,
                seen_at = EXCLUDED.seen_at
            """;

    private static final String WRITTEN = """
            INSERT INTO crm_opted_out (salesforce_id, object, modified_at, seen_at)
            SELECT salesforce_id, object, now.at, now.at
            FROM unnest(?::text[], ?::text[]) AS t (salesforce_id, object) CROSS JOIN (SELECT ?::timestamptz AS at) now
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET seen_at = EXCLUDED.seen_at
            """;

    private static final String KNOWN = """
            SELECT salesforce_id, address_subject FROM crm_opted_out WHERE salesforce_id = ANY (?::text[])
            ORDER BY salesforce_id FOR UPDATE
            """;

    /** Of two readings of one record the later one counts, and what was written here is later than what was read before. */
    private static final String FORGET = """
            DELETE FROM crm_opted_out k USING unnest(?::text[], ?::timestamptz[]) AS t (salesforce_id, modified_at)
            WHERE k.salesforce_id = t.salesforce_id AND k.modified_at <= t.modified_at
            """;

    private static final String FORGET_GONE = "DELETE FROM crm_opted_out WHERE salesforce_id = ANY (?::text[])";

    private static final String FORGET_UNSEEN = "DELETE FROM crm_opted_out WHERE seen_at < ?";

    private static final String FORGET_ALL = "DELETE FROM crm_opted_out";

    private static final String PEOPLE = """
            SELECT t.salesforce_id, p.marketo_id FROM unnest(?::text[]) AS t (salesforce_id)
            JOIN person p ON p.salesforce_lead_id = t.salesforce_id
            UNION
            SELECT t.salesforce_id, p.marketo_id FROM unnest(?::text[]) AS t (salesforce_id)
            JOIN person p ON p.salesforce_contact_id = t.salesforce_id
            """;

    /** Somebody of whom something was said already became out with the record, or was let in again by an administrator since. */
    private static final String UNNOTED = """
            SELECT p.marketo_id, k.salesforce_id, k.object, k.modified_at
            FROM person p JOIN crm_opted_out k ON k.salesforce_id IN (p.salesforce_lead_id, p.salesforce_contact_id)
            LEFT JOIN unsubscribe_state s ON s.subject = person_subject(p.marketo_id)
            WHERE p.marketo_id = ANY (?::bigint[]) AND coalesce(s.entry_count, 0) = 0
            ORDER BY p.marketo_id, k.salesforce_id
            """;

    private static final String STILL_OUT = """
            SELECT EXISTS (SELECT FROM crm_opted_out k WHERE k.address_subject = ANY (?::text[]))
                OR EXISTS (SELECT FROM unsubscribe_state s JOIN person p USING (marketo_id)
                    JOIN crm_opted_out k ON k.salesforce_id IN (p.salesforce_lead_id, p.salesforce_contact_id)
                    WHERE s.subject = ANY (?::text[]))
                OR EXISTS (SELECT FROM crm_opt_out_push q JOIN crm_opted_out k USING (salesforce_id)
                    WHERE q.subject = ANY (?::text[])) AS still_out
            """;

    private final Database database;

    SqlCrmOptedOut(Database database) {
        this.database = database;
    }

    /** A record that is out, and a person whose it is. */
    record Linked(long marketoId, String salesforceId, CrmObject object, Instant modifiedAt) {}

    /**
     * Keeps records that say out.
     *
     * @param addresses by id of the record; of one without an address nothing
     */
    void keep(List<CrmReading> readings, Map<String, Subject> addresses, Instant now) {
        database.update(
                KEEP,
                parameters -> parameters
                        .time(now)
                        .texts(readings, CrmReading::id)
                        .texts(readings, reading -> reading.object().name())
                        .texts(
                                readings,
                                reading -> Optional.ofNullable(addresses.get(reading.id()))
                                        .map(Subject::key)
                                        .orElse(null))
                        .times(readings, CrmReading::modifiedAt));
    }

    /** Keeps that these records say out because they were made to. */
    void written(List<SqlPushes.Push> pushes, Instant now) {
        database.update(
                WRITTEN,
                parameters -> parameters
                        .texts(pushes, SqlPushes.Push::salesforceId)
                        .texts(pushes, push -> push.object().name())
                        .time(now));
    }

    /** The addresses that records which said out had then, by id; empty if the record was not read but written. */
    Map<String, String> known(List<String> ids) {
        Map<String, String> known = new HashMap<>();
        database.forEach(
                KNOWN,
                parameters -> parameters.texts(ids, id -> id),
                row -> Map.entry(
                        row.text("salesforce_id"),
                        row.optionalText("address_subject").orElse("")),
                entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    /** Forgets records that do not say out any more. */
    void forget(List<CrmReading> in) {
        if (!in.isEmpty()) {
            database.update(
                    FORGET, parameters -> parameters.texts(in, CrmReading::id).times(in, CrmReading::modifiedAt));
        }
    }

    /** Forgets records that are not there any more. */
    void forgetGone(List<String> ids) {
        if (!ids.isEmpty()) {
            database.update(FORGET_GONE, parameters -> parameters.texts(ids, id -> id));
        }
    }

    /** Forgets what was not seen since then. */
    void forgetUnseen(Instant since) {
        database.update(FORGET_UNSEEN, parameters -> parameters.time(since));
    }

    /** Forgets everything. */
    void forgetAll() {
        database.update(FORGET_ALL, parameters -> {});
    }

    /** Whose these records are: the people by id of the record. */
    Map<String, List<Long>> people(List<String> ids) {
        Map<String, List<Long>> people = new HashMap<>();
        database.forEach(
                PEOPLE,
                parameters -> parameters.texts(ids, id -> id).texts(ids, id -> id),
                row -> Map.entry(row.text("salesforce_id"), row.number("marketo_id")),
                entry -> people.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return people;
    }

    /** The records of those of these people of whom nothing was ever said. */
    List<Linked> unnoted(List<Long> marketoIds) {
        return database.list(
                UNNOTED,
                parameters -> parameters.numbers(marketoIds, id -> id),
                row -> new Linked(
                        row.number("marketo_id"),
                        row.text("salesforce_id"),
                        CrmObject.valueOf(row.text("object")),
                        row.time("modified_at")));
    }

    /** Whether a record of these says out. */
    boolean isStillOut(Collection<Subject> subjects) {
        List<Subject> all = List.copyOf(subjects);
        return database.get(
                STILL_OUT,
                parameters -> parameters
                        .texts(all, Subject::key)
                        .texts(all, Subject::key)
                        .texts(all, Subject::key),
                row -> row.flag("still_out"));
    }
}
