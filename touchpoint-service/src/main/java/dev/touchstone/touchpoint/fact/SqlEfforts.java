package dev.touchstone.touchpoint.fact;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.generate.CampaignFacts;
import dev.touchstone.touchpoint.generate.ProgramFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Campaigns and programs in PostgreSQL: read once for many members, of which each is in one of a few. */
@ApplicationScoped
class SqlEfforts {
    private static final String CAMPAIGNS =
            "SELECT" + SqlFactRows.CAMPAIGN + "FROM campaign c WHERE NOT c.deleted AND c.campaign_id = ANY (?)";

    private static final String PROGRAMS =
            "SELECT" + SqlFactRows.PROGRAM + "FROM program p WHERE NOT p.deleted AND p.program_id = ANY (?)";

    private final Database database;

    SqlEfforts(Database database) {
        this.database = database;
    }

    /** Those of some campaigns that are known. */
    Map<String, CampaignFacts> campaigns(Set<String> campaignIds) {
        return campaignIds.isEmpty()
                ? Map.of()
                : campaigns(database.list(CAMPAIGNS, ids(campaignIds), SqlFactRows::campaign));
    }

    /** Campaigns for a pass over many members. */
    RecentEfforts<CampaignFacts> recentCampaigns() {
        return new RecentEfforts<>(this::campaigns, campaign -> StoredFields.size(campaign.otherFields()));
    }

    /** Those of some programs that are known. */
    Map<String, ProgramFacts> programs(Set<String> programIds) {
        return programIds.isEmpty()
                ? Map.of()
                : programs(database.list(PROGRAMS, ids(programIds), SqlFactRows::program));
    }

    /** Programs for a pass over many members or activities. */
    RecentEfforts<ProgramFacts> recentPrograms() {
        return new RecentEfforts<>(this::programs, program -> StoredFields.size(program.otherFields()));
    }

    private static Database.Binder ids(Collection<String> ids) {
        return parameters -> parameters.texts(List.copyOf(ids), id -> id);
    }

    private static Map<String, CampaignFacts> campaigns(List<CampaignFacts> campaigns) {
        Map<String, CampaignFacts> byId = new HashMap<>();
        campaigns.forEach(campaign -> byId.put(campaign.campaignId(), campaign));
        return byId;
    }

    private static Map<String, ProgramFacts> programs(List<ProgramFacts> programs) {
        Map<String, ProgramFacts> byId = new HashMap<>();
        programs.forEach(program -> byId.put(program.programId(), program));
        return byId;
    }
}
