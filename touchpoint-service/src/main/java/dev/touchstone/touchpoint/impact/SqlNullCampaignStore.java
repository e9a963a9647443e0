package dev.touchstone.touchpoint.impact;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.touchpoint.generate.MappingKeyKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The channel NULL in PostgreSQL. */
@ApplicationScoped
class SqlNullCampaignStore implements NullCampaignStore {
    private static final UUID LAST_KEY = new UUID(-1, -1);

    /** Touchpoints are counted by key and period, in the index alone. */
    private static final String LIST = """
            SELECT kind, campaign, medium, subchannel, row_number, sum(touchpoints) AS touchpoints,
                   min(mapping_key_id::text)::uuid AS first_key
            FROM (
                SELECT k.kind, k.campaign, k.medium, rr.subchannel, kc.row_number, k.mapping_key_id, t.touchpoints
                FROM channel_period cp
                JOIN rule_row rr ON rr.rule_set_version = cp.rule_set_version AND rr.channel = 'NULL'
                JOIN key_channel kc ON kc.rule_set_version = rr.rule_set_version AND kc.row_number = rr.row_number
                JOIN mapping_key k ON k.mapping_key_id = kc.mapping_key_id
                CROSS JOIN LATERAL (
                    SELECT count(*) AS touchpoints FROM touchpoint t
                    WHERE t.mapping_key_id = kc.mapping_key_id
                      AND t.touched_at >= cp.start_time AND t.touched_at < cp.end_time) t
                WHERE t.touchpoints > 0) by_key
            GROUP BY kind, campaign, medium, subchannel, row_number
            HAVING sum(touchpoints) < ? OR sum(touchpoints) = ? AND min(mapping_key_id::text)::uuid > ?
            ORDER BY sum(touchpoints) DESC, first_key LIMIT ?
            """;

    private final Database database;

    SqlNullCampaignStore(Database database) {
        this.database = database;
    }

    @Override
    public List<NullCampaign> list(@Nullable Place after, int limit) {
        Place from = after == null ? new Place(Long.MAX_VALUE, LAST_KEY) : after;
        return database.list(
                LIST,
                parameters -> parameters
                        .number(from.touchpoints())
                        .number(from.touchpoints())
                        .uuid(from.firstKey())
                        .number(limit),
                row -> new NullCampaign(
                        MappingKeyKind.valueOf(row.text("kind")),
                        row.text("campaign"),
                        row.text("medium"),
                        row.text("subchannel"),
                        row.integer("row_number"),
                        new Place(row.number("touchpoints"), row.uuid("first_key"))));
    }
}
