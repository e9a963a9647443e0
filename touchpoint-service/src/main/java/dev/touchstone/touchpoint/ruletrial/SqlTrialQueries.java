package dev.touchstone.touchpoint.ruletrial;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.rule.RuleListKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a trial asks PostgreSQL beside the facts themselves. */
@ApplicationScoped
class SqlTrialQueries implements TrialQueries {
    private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** Grouping a million members takes more than the usual memory of a statement, or goes over the disk. */
    private static final String MORE_MEMORY =
            "SELECT set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)";

    private static final String SEVERAL_TIMES_IN_CAMPAIGNS = """
            SELECT DISTINCT person_id
            FROM (SELECT i.person_id
                  FROM campaign_member m JOIN crm_person_identity i USING (crm_person_id)
                  WHERE NOT m.deleted GROUP BY i.person_id, m.campaign_id HAVING count(*) > 1) several
            """;

    private static final String SEVERAL_TIMES_IN_PROGRAMS = """
            SELECT DISTINCT person_id
            FROM (SELECT i.person_id
                  FROM program_member m JOIN crm_person_identity i USING (crm_person_id)
                  WHERE NOT m.deleted GROUP BY i.person_id, m.program_id HAVING count(*) > 1) several
            """;

    private static final String SEVERAL_TIMES_IN = """
            SELECT i.person_id
            FROM campaign_member m JOIN crm_person_identity i USING (crm_person_id)
            WHERE m.campaign_id = ? AND NOT m.deleted GROUP BY i.person_id HAVING count(*) > 1
            """;

    /** A call may have been made in a session, which has its touchpoint then. */
    private static final String WITH_CALLS = """
            SELECT DISTINCT i.person_id
            FROM activity a JOIN crm_person_identity i USING (crm_person_id)
            WHERE a.visitor_id IS NOT NULL AND a.kind = 'TASK' AND NOT a.deleted
            """;

    private static final String PEOPLE = "SELECT person_id FROM person WHERE person_id > ? ORDER BY person_id LIMIT ?";

    private static final String CAMPAIGN = "SELECT name FROM campaign WHERE campaign_id = ? AND NOT deleted";

    private final Database database;

    SqlTrialQueries(Database database) {
        this.database = database;
    }

    @Override
    public void seeOneMoment() {
        database.update(ONE_MOMENT, parameters -> {});
        database.list(MORE_MEMORY, parameters -> {}, row -> "");
    }

    @Override
    public Set<UUID> peopleWithFactsThatMeet(RuleListKind kind) {
        return switch (kind) {
            case CAMPAIGN_MEMBER -> people(SEVERAL_TIMES_IN_CAMPAIGNS, parameters -> {});
            case PROGRAM_MEMBER -> people(SEVERAL_TIMES_IN_PROGRAMS, parameters -> {});
            case TASK -> people(WITH_CALLS, parameters -> {});
            case EVENT, MARKETING_ACTIVITY -> Set.of();
            case REMOVAL, SUPPRESSION, SEGMENT -> throw new IllegalArgumentException(kind + " decides on no facts");
        };
    }

    @Override
    public Set<UUID> peopleSeveralTimesIn(String campaignId) {
        return people(SEVERAL_TIMES_IN, parameters -> parameters.text(campaignId));
    }

    private Set<UUID> people(String sql, Database.Binder binder) {
        return new HashSet<>(database.list(sql, binder, row -> row.uuid("person_id")));
    }

    @Override
    public List<UUID> people(UUID after, int limit) {
        return database.list(PEOPLE, parameters -> parameters.uuid(after).number(limit), row -> row.uuid("person_id"));
    }

    @Override
    public Optional<String> campaignName(String campaignId) {
        return database.find(CAMPAIGN, parameters -> parameters.text(campaignId), row -> row.text("name"));
    }
}
