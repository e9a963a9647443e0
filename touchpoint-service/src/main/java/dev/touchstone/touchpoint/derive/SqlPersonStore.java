package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.generate.PersonFacts;
import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.identity.PersonId;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.FormType;
import dev.touchstone.touchpoint.sql.Database;
import dev.touchstone.touchpoint.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People in PostgreSQL, as derivation sees them. */
@ApplicationScoped
class SqlPersonStore implements PersonStore {
    /** In one order, so that two transactions that remember the same people do not wait for each other in a circle. */
    private static final String REMEMBER = """
            INSERT INTO person (person_id, email)
            SELECT DISTINCT * FROM unnest(?::uuid[], ?::text[]) AS p (person_id, email) ORDER BY person_id
            ON CONFLICT (person_id) DO NOTHING
            """;

    private static final String READ_IDENTITIES = """
            SELECT k.crm_person_id, CASE WHEN NOT p.deleted THEN p.email END AS email, i.person_id
            FROM unnest(?::text[]) AS k (crm_person_id)
            LEFT JOIN crm_person p USING (crm_person_id) LEFT JOIN crm_person_identity i USING (crm_person_id)
            """;

    private static final String WRITE_IDENTITIES = """
            INSERT INTO crm_person_identity (crm_person_id, person_id)
            SELECT * FROM unnest(?::text[], ?::uuid[])
            ON CONFLICT (crm_person_id) DO UPDATE SET person_id = excluded.person_id
            WHERE crm_person_identity.person_id <> excluded.person_id
            """;

    private static final String REMOVE_IDENTITIES = "DELETE FROM crm_person_identity WHERE crm_person_id = ANY (?)";

    private static final String READ_VISITS = """
            SELECT person_id, session_id, started_at, landing_page, landing_page_raw, referrer_page, referrer_page_raw,
                   referrer_host, form_url, form_type, form_name, context_id, utm_source, utm_medium, utm_campaign, utm_content, utm_term, mapping_key_id
            FROM session WHERE person_id = ANY (?)
            """;

    private static final String READ_CRM_CREATION = """
            SELECT i.person_id, min(p.created_at) AS created_at
            FROM crm_person_identity i JOIN crm_person p ON p.crm_person_id = i.crm_person_id AND NOT p.deleted
            WHERE i.person_id = ANY (?) GROUP BY i.person_id
            """;

    private static final String READ_MEMBERSHIPS = """
            SELECT i.person_id, m.campaign_member_id, m.campaign_id, m.created_at, c.name, c.type, c.sync_type
            FROM crm_person_identity i
            JOIN campaign_member m ON m.crm_person_id = i.crm_person_id AND NOT m.deleted
            LEFT JOIN campaign c ON c.campaign_id = m.campaign_id AND NOT c.deleted
            WHERE i.person_id = ANY (?)
            """;

    private static final String READ_ACTIVITIES = """
            SELECT i.person_id, a.activity_id, a.occurred_at, a.type, a.subject
            FROM crm_person_identity i JOIN activity a ON a.crm_person_id = i.crm_person_id AND NOT a.deleted
            WHERE i.person_id = ANY (?)
            """;

    private final Database database;

    SqlPersonStore(Database database) {
        this.database = database;
    }

    @Override
    public void remember(Collection<String> emails) {
        if (!emails.isEmpty()) {
            List<String> list = List.copyOf(emails);
            database.update(
                    REMEMBER, parameters -> parameters.uuids(list, PersonId::of).texts(list, email -> email));
        }
    }

    @Override
    public List<CrmIdentity> readIdentities(List<String> crmPersonIds) {
        return database.list(
                READ_IDENTITIES,
                parameters -> parameters.texts(crmPersonIds, id -> id),
                row -> new CrmIdentity(
                        row.text("crm_person_id"),
                        row.optionalText("email").orElse(null),
                        row.optionalUuid("person_id").orElse(null)));
    }

    @Override
    public void writeIdentities(List<CrmIdentity> identities) {
        List<CrmIdentity> nobodies = new ArrayList<>();
        List<String> crmPersonIds = new ArrayList<>();
        List<UUID> personIds = new ArrayList<>();
        for (CrmIdentity identity : identities) {
            String email = identity.email();
            if (email == null) {
                nobodies.add(identity);
            } else {
                crmPersonIds.add(identity.crmPersonId());
                personIds.add(PersonId.of(email));
            }
        }
        if (!crmPersonIds.isEmpty()) {
            database.update(
                    WRITE_IDENTITIES,
                    parameters -> parameters.texts(crmPersonIds, id -> id).uuids(personIds, id -> id));
        }
        if (!nobodies.isEmpty()) {
            database.update(REMOVE_IDENTITIES, parameters -> parameters.texts(nobodies, CrmIdentity::crmPersonId));
        }
    }

    @Override
    public List<PersonFacts> readFacts(List<UUID> personIds) {
        Map<UUID, Instant> crmCreation = new HashMap<>();
        database.list(
                READ_CRM_CREATION,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> crmCreation.put(row.uuid("person_id"), row.time("created_at")));
        Map<UUID, List<PersonFacts.Visit>> visits = byPerson(READ_VISITS, personIds, SqlPersonStore::visit);
        Map<UUID, List<PersonFacts.Membership>> memberships =
                byPerson(READ_MEMBERSHIPS, personIds, SqlPersonStore::membership);
        Map<UUID, List<PersonFacts.SalesActivity>> activities =
                byPerson(READ_ACTIVITIES, personIds, SqlPersonStore::activity);
        return personIds.stream()
                .map(id -> new PersonFacts(
                        id,
                        crmCreation.get(id),
                        visits.getOrDefault(id, List.of()),
                        memberships.getOrDefault(id, List.of()),
                        activities.getOrDefault(id, List.of())))
                .toList();
    }

    private <T> Map<UUID, List<T>> byPerson(String sql, List<UUID> personIds, Database.Reader<T> reader) {
        Map<UUID, List<T>> byPerson = new HashMap<>();
        database.list(
                sql,
                parameters -> parameters.uuids(personIds, id -> id),
                row -> byPerson.computeIfAbsent(row.uuid("person_id"), id -> new ArrayList<>())
                        .add(reader.read(row)));
        return byPerson;
    }

    private static PersonFacts.Visit visit(SqlRow row) throws SQLException {
        return new PersonFacts.Visit(
                row.uuid("session_id"),
                row.time("started_at"),
                row.optionalText("form_type").map(FormType::valueOf).orElse(null),
                new WebPages(
                        row.text("landing_page"),
                        row.text("landing_page_raw"),
                        row.text("referrer_page"),
                        row.text("referrer_page_raw"),
                        row.text("form_url"),
                        row.optionalText("form_name").orElse("")),
                row.text("referrer_host"),
                new CampaignParameters(
                        row.text("utm_source"),
                        row.text("utm_medium"),
                        row.text("utm_campaign"),
                        row.text("utm_content"),
                        row.text("utm_term"),
                        List.of()),
                row.optionalUuid("context_id").orElse(null),
                row.uuid("mapping_key_id"));
    }

    private static PersonFacts.Membership membership(SqlRow row) throws SQLException {
        Optional<String> syncType = row.optionalText("sync_type");
        PersonFacts.CampaignFacts campaign = syncType.isEmpty()
                ? null
                : new PersonFacts.CampaignFacts(row.text("name"), row.text("type"), SyncType.valueOf(syncType.get()));
        return new PersonFacts.Membership(
                row.text("campaign_member_id"), row.text("campaign_id"), row.time("created_at"), campaign);
    }

    private static PersonFacts.SalesActivity activity(SqlRow row) throws SQLException {
        return new PersonFacts.SalesActivity(
                row.text("activity_id"),
                row.time("occurred_at"),
                row.text("type"),
                row.optionalText("subject").orElse(""));
    }
}
