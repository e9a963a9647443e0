package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The facts behind touchpoints in PostgreSQL. */
@ApplicationScoped
class SqlFactQueries implements FactQueries {
    private static final String SESSION_OWNER =
            "SELECT started_at AS fact_time, person_id FROM session WHERE session_id = ?::uuid";

    private static final String MEMBER_OWNER = """
            SELECT m.created_at AS fact_time, i.person_id
            FROM campaign_member m LEFT JOIN crm_person_identity i USING (crm_person_id)
            WHERE m.campaign_member_id = ? AND NOT m.deleted
            """;

    private static final String ACTIVITY_OWNER = """
            SELECT a.occurred_at AS fact_time, i.person_id
            FROM activity a LEFT JOIN crm_person_identity i USING (crm_person_id)
            WHERE a.activity_id = ? AND NOT a.deleted
            """;

    private static final String MEMBER = """
            SELECT m.campaign_member_id, m.crm_person_id, m.campaign_id, coalesce(c.name, '') AS campaign_name,
                   coalesce(c.type, '') AS campaign_type
            FROM campaign_member m LEFT JOIN campaign c ON c.campaign_id = m.campaign_id AND NOT c.deleted
            WHERE m.campaign_member_id = ? AND NOT m.deleted
            """;

    private static final String ACTIVITY = """
            SELECT activity_id, crm_person_id, type, coalesce(subject, '') AS subject FROM activity
            WHERE activity_id = ? AND NOT deleted
            """;

    private final Database database;

    SqlFactQueries(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Owned> find(FactReference fact) {
        String sql = switch (fact.kind()) {
            case SESSION -> SESSION_OWNER;
            case CAMPAIGN_MEMBER -> MEMBER_OWNER;
            case ACTIVITY -> ACTIVITY_OWNER;
        };
        return database.find(
                sql,
                parameters -> parameters.text(fact.id()),
                row -> new Owned(
                        fact,
                        row.time("fact_time"),
                        row.optionalUuid("person_id").orElse(null)));
    }

    @Override
    public Optional<Member> member(String campaignMemberId) {
        return database.find(
                MEMBER,
                parameters -> parameters.text(campaignMemberId),
                row -> new Member(
                        row.text("campaign_member_id"),
                        row.text("crm_person_id"),
                        row.text("campaign_id"),
                        row.text("campaign_name"),
                        row.text("campaign_type")));
    }

    @Override
    public Optional<SalesActivity> activity(String activityId) {
        return database.find(
                ACTIVITY,
                parameters -> parameters.text(activityId),
                row -> new SalesActivity(
                        row.text("activity_id"), row.text("crm_person_id"), row.text("type"), row.text("subject")));
    }
}
