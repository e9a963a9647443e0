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
    /** In one order, so that two batches with the same records wait for each other. */
    private static final String KEPT = """
            SELECT salesforce_id, standard_out, sales_out, modified_at FROM crm_opted_out
            WHERE salesforce_id = ANY (?::text[]) ORDER BY salesforce_id FOR UPDATE
            """;

    private static final String KEEP = """
            INSERT INTO crm_opted_out AS k
                (salesforce_id, object, address_subject, standard_out, sales_out, modified_at, seen_at)
            SELECT salesforce_id, object, address_subject, standard_out, sales_out, modified_at, ?::timestamptz
            FROM unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::timestamptz[])
                AS t (salesforce_id, object, address_subject, standard_out, sales_out, modified_at)
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET object = EXCLUDED.object,
                address_subject = EXCLUDED.address_subject, standard_out = EXCLUDED.standard_out,
                sales_out = EXCLUDED.sales_out, modified_at = EXCLUDED.modified_at, seen_at = EXCLUDED.seen_at
            WHERE k.modified_at <= EXCLUDED.modified_at
            """;

    /** What was written to Salesforce is there: reading it again is no news. Its stamp is not known, so any reading is newer. */
    private static final String WRITTEN = """
            INSERT INTO crm_opted_out AS k
                (salesforce_id, object, address_subject, standard_out, sales_out, modified_at, seen_at)
            SELECT salesforce_id, object, NULL, ?, ?, '1970-01-01Z', ?::timestamptz
            FROM unnest(?::text[], ?::text[]) AS t (salesforce_id, object)
            ORDER BY salesforce_id
            ON CONFLICT (salesforce_id) DO UPDATE SET standard_out = k.standard_out OR EXCLUDED.standard_out,
                sales_out = k.sales_out OR EXCLUDED.sales_out, seen_at = EXCLUDED.seen_at
            """;

    private static final String FORGET = "DELETE FROM crm_opted_out WHERE salesforce_id = ANY (?::text[])";

    private static final String FORGET_UNSEEN = "DELETE FROM crm_opted_out WHERE seen_at < ?";

    private static final String PEOPLE = """
            SELECT t.salesforce_id, p.marketo_id FROM unnest(?::text[]) AS t (salesforce_id)
            JOIN person p ON p.salesforce_lead_id = t.salesforce_id
            UNION
            SELECT t.salesforce_id, p.marketo_id FROM unnest(?::text[]) AS t (salesforce_id)
            JOIN person p ON p.salesforce_contact_id = t.salesforce_id
            """;

    /** Somebody of whom something was said already became out with the record, or was let in again by an administrator since. */
    private static final String UNNOTED = """
            SELECT p.marketo_id, k.salesforce_id, k.object, k.standard_out, k.sales_out, k.modified_at
            FROM person p JOIN crm_opted_out k ON k.salesforce_id IN (p.salesforce_lead_id, p.salesforce_contact_id)
            LEFT JOIN unsubscribe_state s ON s.subject = person_subject(p.marketo_id)
            WHERE p.marketo_id = ANY (?::bigint[]) AND coalesce(s.entry_count, 0) = 0
            ORDER BY p.marketo_id, k.salesforce_id
            """;

    private static final String STILL_OUT = """
            SELECT k.standard_out, k.sales_out FROM crm_opted_out k WHERE k.address_subject = ANY (?::text[])
            UNION ALL
            SELECT k.standard_out, k.sales_out FROM unsubscribe_state s JOIN person p USING (marketo_id)
            JOIN crm_opted_out k ON k.salesforce_id IN (p.salesforce_lead_id, p.salesforce_contact_id)
            WHERE s.subject = ANY (?::text[])
            UNION ALL
            SELECT k.standard_out, k.sales_out FROM crm_opt_out_push q JOIN crm_opted_out k USING (salesforce_id)
            WHERE q.subject = ANY (?::text[])
            """;

    private final Database database;

    SqlCrmOptedOut(Database database) {
        this.database = database;
    }

    /** What is kept of a record. */
    record Kept(CrmFlags flags, Instant modifiedAt) {}

    /** A record that is out, and a person whose it is. */
    record Linked(long marketoId, String salesforceId, CrmObject object, Kept kept) {}

    /** What is kept of these records, locked until the end of the caller's transaction. */
    Map<String, Kept> lock(List<CrmReading> readings) {
        Map<String, Kept> kept = new HashMap<>();
        database.forEach(
                KEPT,
                parameters -> parameters.texts(readings, CrmReading::id),
                row -> Map.entry(
                        row.text("salesforce_id"),
                        new Kept(new CrmFlags(row.flag("standard_out"), row.flag("sales_out")), row.time("modified_at"))),
                entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }

    /**
     * Keeps records that say out, unless something newer is kept.
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
                        .texts(readings, reading -> Optional.ofNullable(addresses.get(reading.id()))
                                .map(Subject::key)
                                .orElse(null))
                        .flags(readings, reading -> reading.flags().standardOut())
                        .flags(readings, reading -> reading.flags().salesOut())
                        .times(readings, CrmReading::modifiedAt));
    }

    /** Keeps that these records say out because they were made to. */
    void written(List<SqlPushes.Push> pushes, CrmFlags fields, Instant now) {
        database.update(
                WRITTEN,
                parameters -> parameters
                        .flag(fields.standardOut())
                        .flag(fields.salesOut())
                        .time(now)
                        .texts(pushes, SqlPushes.Push::salesforceId)
                        .texts(pushes, push -> push.object().name()));
    }

    /** Forgets records, which say in. */
    void forget(List<String> ids) {
        database.update(FORGET, parameters -> parameters.texts(ids, id -> id));
    }

    /** Forgets what was not seen since then. */
    void forgetUnseen(Instant since) {
        database.update(FORGET_UNSEEN, parameters -> parameters.time(since));
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
                        new Kept(new CrmFlags(row.flag("standard_out"), row.flag("sales_out")), row.time("modified_at"))));
    }

    /** What the records of these say that are out. */
    List<CrmFlags> stillOut(Collection<Subject> subjects) {
        List<Subject> all = List.copyOf(subjects);
        return database.list(
                STILL_OUT,
                parameters -> parameters
                        .texts(all, Subject::key)
                        .texts(all, Subject::key)
                        .texts(all, Subject::key),
                row -> new CrmFlags(row.flag("standard_out"), row.flag("sales_out")));
    }
}
