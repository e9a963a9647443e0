package dev.touchstone.touchpoint.identification;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.identity.AliasIdentity;
import dev.touchstone.touchpoint.identity.CallIdentity;
import dev.touchstone.touchpoint.session.VisitorAlias;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alias identities in PostgreSQL. */
@ApplicationScoped
class SqlAliasIdentityStore implements AliasIdentityStore {
    /** In one order, so that two transactions with the same aliases do not wait for each other in a circle. */
    private static final String STORE = """
            WITH input AS (
                SELECT alias, email, min(identified_at) AS identified_at
                FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS t (alias, email, identified_at)
                GROUP BY alias, email ORDER BY alias COLLATE "C", email COLLATE "C"
            ), stored AS (
                INSERT INTO alias_identity AS a (alias, email, identified_at) SELECT alias, email, identified_at FROM input
                ON CONFLICT (alias, email) DO UPDATE SET identified_at = excluded.identified_at
                WHERE excluded.identified_at < a.identified_at
                RETURNING alias
            ), marked AS (
                INSERT INTO dirty_mark (queue, shard, key, mark_id)
                SELECT DISTINCT 'alias', mark_shard(alias), alias, ?::uuid FROM stored
            )
            SELECT count(*) AS stored FROM stored
            """;

    private static final String FIND = """
            SELECT alias, email, identified_at FROM alias_identity WHERE alias = ANY (?)
            UNION ALL
            SELECT 'CRM_PERSON:' || i.crm_person_id, p.email, NULL
            FROM crm_person_identity i JOIN person p USING (person_id) WHERE i.crm_person_id = ANY (?)
            """;

    /** The few tasks look their leads up one by one: before there are statistics, a join would read all leads. */
    private static final String FIND_CALLS = """
            SELECT a.visitor_id, a.activity_id, a.occurred_at, l.email
            FROM activity a CROSS JOIN LATERAL (
                SELECT p.email FROM crm_person_identity i JOIN person p USING (person_id)
                WHERE i.crm_person_id = a.crm_person_id LIMIT 1) l
            WHERE a.visitor_id = ANY (?) AND a.kind = 'TASK'
            """;

    private final Database database;
    private final IdSource ids;

    SqlAliasIdentityStore(Database database, IdSource ids) {
        this.database = database;
        this.ids = ids;
    }

    @Override
    public int store(List<AliasIdentity> identities) {
        return database.get(
                STORE,
                parameters -> parameters
                        .texts(identities, identity -> identity.alias().text())
                        .texts(identities, AliasIdentity::email)
                        .times(identities, AliasIdentity::since)
                        .uuid(ids.next()),
                row -> row.integer("stored"));
    }

    @Override
    public List<AliasIdentity> find(Collection<VisitorAlias> aliases) {
        List<VisitorAlias> people = aliases.stream()
                .filter(alias -> alias.type() == VisitorAlias.Type.CRM_PERSON)
                .toList();
        return database.list(
                FIND,
                parameters -> parameters
                        .texts(List.copyOf(aliases), VisitorAlias::text)
                        .texts(people, VisitorAlias::value),
                row -> new AliasIdentity(
                        VisitorAlias.of(row.text("alias")),
                        row.text("email"),
                        row.optionalTime("identified_at").orElse(null)));
    }

    @Override
    public Map<String, List<CallIdentity>> findCalls(Collection<String> visitorIds) {
        Map<String, List<CallIdentity>> calls = new HashMap<>();
        database.list(
                FIND_CALLS,
                parameters -> parameters.texts(List.copyOf(visitorIds), id -> id),
                row -> calls.computeIfAbsent(row.text("visitor_id"), id -> new ArrayList<>())
                        .add(new CallIdentity(row.text("activity_id"), row.text("email"), row.time("occurred_at"))));
        return calls;
    }
}
