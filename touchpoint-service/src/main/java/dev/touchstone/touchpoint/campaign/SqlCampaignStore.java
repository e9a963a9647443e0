package dev.touchstone.touchpoint.campaign;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.touchpoint.generate.SyncType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Campaigns in PostgreSQL. */
@ApplicationScoped
class SqlCampaignStore implements CampaignStore {
    private static final String COLUMNS = """
            SELECT c.campaign_id, c.name, c.type, c.sync_type, c.status, c.created_at, c.start_date::text AS start_date,
                   c.end_date::text AS end_date, c.touchpoint_start_date::text AS touchpoint_start_date,
                   c.touchpoint_end_date::text AS touchpoint_end_date,
                   (SELECT count(*) FROM campaign_member m WHERE m.campaign_id = c.campaign_id AND NOT m.deleted) AS members
            FROM campaign c
            """;

    private static final String FIND = COLUMNS + "WHERE c.campaign_id = ? AND NOT c.deleted";

    private static final String LIST =
            COLUMNS + "WHERE c.campaign_id > ? AND NOT c.deleted ORDER BY c.campaign_id LIMIT ?";

    private final Database database;

    SqlCampaignStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<CampaignView> find(String campaignId) {
        return database.find(FIND, parameters -> parameters.text(campaignId), SqlCampaignStore::view);
    }

    @Override
    public List<CampaignView> list(String after, int limit) {
        return database.list(LIST, parameters -> parameters.text(after).number(limit), SqlCampaignStore::view);
    }

    private static CampaignView view(SqlRow row) throws SQLException {
        return new CampaignView(
                row.text("campaign_id"),
                row.text("name"),
                row.optionalText("type").orElse(""),
                SyncType.valueOf(row.text("sync_type")),
                row.optionalText("status").orElse(""),
                row.optionalTime("created_at").orElse(null),
                new CampaignView.Days(
                        row.optionalText("start_date").orElse(""),
                        row.optionalText("end_date").orElse(""),
                        row.optionalText("touchpoint_start_date").orElse(""),
                        row.optionalText("touchpoint_end_date").orElse("")),
                row.number("members"));
    }
}
