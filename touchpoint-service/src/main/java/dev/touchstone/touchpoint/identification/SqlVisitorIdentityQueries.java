package dev.touchstone.touchpoint.identification;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.identity.IdentificationKind;
import dev.touchstone.touchpoint.identity.PersonId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which visitor is known by which address, from the facts in PostgreSQL. */
@ApplicationScoped
class SqlVisitorIdentityQueries implements VisitorIdentityQueries {
    private static final String EVENT = """
            e.visitor_id, e.type, e.occurred_at + make_interval(mins => e.clock_offset_minutes) AS time
            """;

    private static final String OF_VISITOR = "WITH event AS (SELECT " + EVENT + """
                    , e.email, e.alias FROM web_event e
                WHERE e.visitor_id = ? AND (e.email IS NOT NULL OR e.alias IS NOT NULL)
            ), known AS (
                SELECT visitor_id, type, time, email FROM event WHERE email IS NOT NULL
                UNION ALL
                SELECT e.visitor_id, e.type, greatest(e.time, a.identified_at), a.email
                FROM event e JOIN alias_identity a USING (alias)
                UNION ALL
                SELECT e.visitor_id, e.type, e.time, p.email
                FROM event e JOIN crm_person_identity i ON i.crm_person_id = substr(e.alias, length('CRM_PERSON:') + 1)
                JOIN person p USING (person_id)
                WHERE starts_with(e.alias, 'CRM_PERSON:')
                UNION ALL
                SELECT a.visitor_id, 'ALIAS', a.occurred_at, p.email
                FROM activity a JOIN crm_person_identity i USING (crm_person_id) JOIN person p USING (person_id)
                WHERE a.visitor_id = ? AND a.kind = 'TASK'
            )
            """;

    private static final String OF_EMAIL = "WITH known AS (SELECT " + EVENT + """
                    , e.email FROM web_event e WHERE e.email = ?
                UNION ALL
                SELECT e.visitor_id, e.type,
                       greatest(e.occurred_at + make_interval(mins => e.clock_offset_minutes), a.identified_at), a.email
                FROM alias_identity a JOIN web_event e USING (alias) WHERE a.email = ?
                UNION ALL
                SELECT e.visitor_id, e.type, e.occurred_at + make_interval(mins => e.clock_offset_minutes), p.email
                FROM crm_person_identity i JOIN person p USING (person_id)
                JOIN web_event e ON e.alias = 'CRM_PERSON:' || i.crm_person_id
                WHERE i.person_id = ?
                UNION ALL
                SELECT a.visitor_id, 'ALIAS', a.occurred_at, p.email
                FROM crm_person_identity i JOIN person p USING (person_id) JOIN activity a USING (crm_person_id)
                WHERE i.person_id = ? AND a.visitor_id IS NOT NULL AND a.kind = 'TASK'
            )
            """;

    /** The kinds by their names in {@link IdentificationKind}; a call counts as an alias, as the contract has it. */
    private static final String IDENTITIES = """
            SELECT k.visitor_id, k.email, k.kind, min(k.time) AS first_time, max(k.time) AS last_time, count(*) AS times,
                   EXISTS (SELECT 1 FROM ignored_identity i
                           WHERE (i.visitor_id = k.visitor_id AND i.email IN ('', k.email))
                              OR (i.visitor_id = '' AND i.email = k.email)) AS ignored
            FROM (SELECT visitor_id, email, time,
                         CASE type WHEN 'FORM_SUBMISSION' THEN 'FORM' WHEN 'EMAIL_LINK_CLICK' THEN 'EMAIL_LINK'
                                   WHEN 'IDENTIFICATION' THEN 'RECOGNITION' ELSE type END COLLATE "C" AS kind
                  FROM known) k
            WHERE (k.visitor_id, k.email, k.kind) > (?, ?, ?)
            GROUP BY k.visitor_id, k.email, k.kind ORDER BY k.visitor_id, k.email, k.kind LIMIT ?
            """;

    private final Database database;

    SqlVisitorIdentityQueries(Database database) {
        this.database = database;
    }

    @Override
    public List<VisitorIdentity> ofVisitor(String visitorId, VisitorIdentity.@Nullable Key after, int limit) {
        return database.list(
                OF_VISITOR + IDENTITIES,
                parameters -> bindPage(parameters.text(visitorId).text(visitorId), after, limit),
                SqlVisitorIdentityQueries::identity);
    }

    @Override
    public List<VisitorIdentity> ofEmail(String email, VisitorIdentity.@Nullable Key after, int limit) {
        return database.list(
                OF_EMAIL + IDENTITIES,
                parameters -> bindPage(
                        parameters
                                .text(email)
                                .text(email)
                                .uuid(PersonId.of(email))
                                .uuid(PersonId.of(email)),
                        after,
                        limit),
                SqlVisitorIdentityQueries::identity);
    }

    private static void bindPage(SqlParameters parameters, VisitorIdentity.@Nullable Key after, int limit)
            throws SQLException {
        parameters
                .text(after == null ? "" : after.visitorId())
                .text(after == null ? "" : after.email())
                .text(after == null ? "" : after.kind().name())
                .number(limit);
    }

    private static VisitorIdentity identity(SqlRow row) throws SQLException {
        return new VisitorIdentity(
                new VisitorIdentity.Key(
                        row.text("visitor_id"), row.text("email"), IdentificationKind.valueOf(row.text("kind"))),
                row.time("first_time"),
                row.time("last_time"),
                row.number("times"),
                row.flag("ignored"));
    }
}
