package dev.touchstone.salessync.person.find;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.salessync.person.RecordId;
import dev.touchstone.salessync.person.SqlPersonRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people in the table {@code person}: one constant text per leading condition, each with its index. */
@ApplicationScoped
class SqlPeopleIndex implements PeopleIndex {
    /** The arguments by name; a subquery of constants is taken into the query, so that indexes see them. */
    private static final String QUERY = """
            FROM (SELECT ?::text AS email, lower(?::text) AS name, lower(?::text) AS company, ?::text AS owner_id,
                ?::text AS salesforce_id, ?::uuid AS group_id, ?::boolean AS with_hidden, ?::text AS after_key,
                ?::bigint AS after_id) AS q
            CROSS JOIN person p
            """;

    private static final String FILTER = """
             p.state IN ('ACTIVE', 'HIDDEN') AND (q.with_hidden OR p.state = 'ACTIVE')
              AND (q.email IS NULL OR lower(p.email) = lower(q.email))
              AND (q.name IS NULL OR starts_with(lower(p.last_name), q.name)
                   OR starts_with(lower(p.first_name || ' ' || coalesce(p.last_name, '')), q.name))
              AND (q.company IS NULL OR starts_with(lower(p.company), q.company))
              AND (q.owner_id IS NULL OR p.owner_id = q.owner_id)
              AND (q.group_id IS NULL OR EXISTS (SELECT 1 FROM person_group_member m
                   WHERE m.person_group_id = q.group_id AND m.marketo_id = p.marketo_id))
            """;
    private static final String BY_ID = " AND p.marketo_id > q.after_id ORDER BY p.marketo_id LIMIT ?";
    private static final String NO_KEY = ", '' AS place_key ";

    private static final String SALESFORCE_ID = SqlPersonRow.COLUMNS + NO_KEY + QUERY + "WHERE" + FILTER + """
             AND p.marketo_id IN (
                SELECT marketo_id FROM person WHERE salesforce_lead_id = q.salesforce_id
                UNION ALL SELECT marketo_id FROM person WHERE salesforce_contact_id = q.salesforce_id
                UNION ALL SELECT marketo_id FROM external_ref
                    WHERE system = 'salesforce' AND external_id = q.salesforce_id)
            """ + BY_ID;
    private static final String EMAIL =
            SqlPersonRow.COLUMNS + NO_KEY + QUERY + "WHERE lower(p.email) = lower(q.email) AND" + FILTER + BY_ID;
    private static final String GROUP = SqlPersonRow.COLUMNS + NO_KEY + QUERY + """
            JOIN person_group_member g ON g.person_group_id = q.group_id AND g.marketo_id = p.marketo_id WHERE
            """ + FILTER + BY_ID;
    private static final String OWNER =
            SqlPersonRow.COLUMNS + NO_KEY + QUERY + "WHERE p.owner_id = q.owner_id AND" + FILTER + BY_ID;
    private static final String EVERYBODY = SqlPersonRow.COLUMNS + NO_KEY + QUERY + "WHERE" + FILTER + BY_ID;

    private static final String LAST_NAME = SqlPersonRow.COLUMNS + """
            , lower(p.last_name) AS place_key
            """ + QUERY + """
            WHERE lower(p.last_name) COLLATE "C" >= q.name AND lower(p.last_name) COLLATE "C" < q.name || chr(1114111)
              AND (lower(p.last_name) COLLATE "C", p.marketo_id) > (q.after_key, q.after_id) AND
            """ + FILTER + """
            ORDER BY lower(p.last_name) COLLATE "C", p.marketo_id LIMIT ?
            """;
    private static final String FULL_NAME = SqlPersonRow.COLUMNS + """
            , lower(p.first_name || ' ' || coalesce(p.last_name, '')) AS place_key
            """ + QUERY + """
            WHERE lower(p.first_name || ' ' || coalesce(p.last_name, '')) COLLATE "C" >= q.name
              AND lower(p.first_name || ' ' || coalesce(p.last_name, '')) COLLATE "C" < q.name || chr(1114111)
              AND (lower(p.first_name || ' ' || coalesce(p.last_name, '')) COLLATE "C", p.marketo_id)
                  > (q.after_key, q.after_id)
              AND NOT coalesce(starts_with(lower(p.last_name), q.name), false) AND
            """ + FILTER + """
            ORDER BY lower(p.first_name || ' ' || coalesce(p.last_name, '')) COLLATE "C", p.marketo_id LIMIT ?
            """;
    private static final String COMPANY = SqlPersonRow.COLUMNS + """
            , lower(p.company) AS place_key
            """ + QUERY + """
            WHERE lower(p.company) COLLATE "C" >= q.company AND lower(p.company) COLLATE "C" < q.company || chr(1114111)
              AND (lower(p.company) COLLATE "C", p.marketo_id) > (q.after_key, q.after_id) AND
            """ + FILTER + """
            ORDER BY lower(p.company) COLLATE "C", p.marketo_id LIMIT ?
            """;

    private static final Map<Lead, String> TEXTS = new EnumMap<>(Map.of(
            Lead.SALESFORCE_ID, SALESFORCE_ID,
            Lead.EMAIL, EMAIL,
            Lead.GROUP, GROUP,
            Lead.LAST_NAME, LAST_NAME,
            Lead.FULL_NAME, FULL_NAME,
            Lead.COMPANY, COMPANY,
            Lead.OWNER, OWNER,
            Lead.EVERYBODY, EVERYBODY));

    private final Database database;

    SqlPeopleIndex(Database database) {
        this.database = database;
    }

    @Override
    public List<Found> find(PeopleCriteria criteria, Lead lead, Place after, int limit) {
        return database.list(
                Optional.ofNullable(TEXTS.get(lead)).orElseThrow(),
                parameters -> parameters
                        .text(criteria.email())
                        .text(criteria.name())
                        .text(criteria.company())
                        .text(id(criteria.owner()))
                        .text(id(criteria.salesforceId()))
                        .uuid(
                                criteria.members() instanceof PeopleCriteria.Members.OfGroup group
                                        ? group.groupId()
                                        : null)
                        .flag(criteria.withHidden())
                        .text(after.key())
                        .number(after.marketoId())
                        .number(limit),
                row -> new Found(SqlPersonRow.read(row), new Place(row.text("place_key"), row.number("marketo_id"))));
    }

    private static @Nullable String id(@Nullable RecordId id) {
        return id == null ? null : id.value();
    }
}
