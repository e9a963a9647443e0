package dev.touchstone.touchpoint.concern;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.rule.RuleListKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Facts in PostgreSQL, in the order of their ids. */
@ApplicationScoped
class SqlFactPages implements FactPages {
    private static final String MEMBERS = """
            SELECT campaign_member_id AS id FROM campaign_member
            WHERE campaign_member_id > ? AND NOT deleted ORDER BY campaign_member_id LIMIT ?
            """;

    private static final String PROGRAM_MEMBERS = """
            SELECT program_member_id AS id FROM program_member
            WHERE program_member_id > ? AND NOT deleted ORDER BY program_member_id LIMIT ?
            """;

    private static final String TASKS = """
            SELECT activity_id AS id FROM activity
            WHERE activity_id > ? AND NOT deleted AND kind = 'TASK' ORDER BY activity_id LIMIT ?
            """;

    private static final String EVENTS = """
            SELECT activity_id AS id FROM activity
            WHERE activity_id > ? AND NOT deleted AND kind = 'EVENT' ORDER BY activity_id LIMIT ?
            """;

    private static final String MARKETING_ACTIVITIES = """
            SELECT marketing_activity_id AS id FROM marketing_activity
            WHERE marketing_activity_id > ? AND NOT deleted ORDER BY marketing_activity_id LIMIT ?
            """;

    private static final String MEMBERS_OF_UPDATE = """
            SELECT campaign_member_id FROM touchpoint_date_update_member
            WHERE ordinal = ? AND campaign_member_id > ? ORDER BY campaign_member_id LIMIT ?
            """;

    private static final String PEOPLE = """
            SELECT DISTINCT i.person_id
            FROM campaign_member m JOIN crm_person_identity i ON i.crm_person_id = m.crm_person_id
            WHERE m.campaign_member_id = ANY (?)
            """;

    private final Database database;

    SqlFactPages(Database database) {
        this.database = database;
    }

    @Override
    public List<String> next(RuleListKind kind, String after, int limit) {
        return database.list(sql(kind), parameters -> parameters.text(after).number(limit), row -> row.text("id"));
    }

    private static String sql(RuleListKind kind) {
        return switch (kind) {
            case CAMPAIGN_MEMBER -> MEMBERS;
            case PROGRAM_MEMBER -> PROGRAM_MEMBERS;
            case TASK -> TASKS;
            case EVENT -> EVENTS;
            case MARKETING_ACTIVITY -> MARKETING_ACTIVITIES;
            case REMOVAL, SUPPRESSION, SEGMENT -> throw new IllegalArgumentException(kind + " decides on no facts");
        };
    }

    @Override
    public List<String> nextOfUpdate(long ordinal, String after, int limit) {
        return database.list(
                MEMBERS_OF_UPDATE,
                parameters -> parameters.number(ordinal).text(after).number(limit),
                row -> row.text("campaign_member_id"));
    }

    @Override
    public List<UUID> peopleOf(List<String> campaignMemberIds) {
        return database.list(
                PEOPLE, parameters -> parameters.texts(campaignMemberIds, id -> id), row -> row.uuid("person_id"));
    }
}
