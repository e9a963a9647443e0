package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.SqlRow;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The channel of a mapping key under the version that decides, and what decided it.
 *
 * @param channel display name
 * @param subchannel display name, empty for none
 * @param ruleSetVersion version that decided
 * @param rowNumber deciding row, 0 if none matched
 */
public record Channel(String channel, String subchannel, long ruleSetVersion, int rowNumber) {
    /** The columns that {@link #readSql} reads, of a query with {@link #sqlJoins}. */
    public static final String SQL_COLUMNS = "rr.channel, rr.subchannel, kc.rule_set_version, kc.row_number";

    /**
     * What a query of touchpoints or sessions joins to know their channels. A statement sees one state of the pointer, so all it
     * reads is of one version, or of the versions that decide together; {@code rr.channel} is NULL while a key is not yet mapped.
     *
     * <p>The periods are looked up as arrays, once for a statement: a join of their table by times misleads the planner.
     *
     * @param table alias of the table, which has a {@code mapping_key_id}
     * @param time the column by which the version is chosen
     */
    public static String sqlJoins(String table, String time) {
        return """
                 LEFT JOIN key_channel kc
                   ON kc.mapping_key_id = :table.mapping_key_id
                  AND kc.rule_set_version =
                      (SELECT array_agg(cp.rule_set_version ORDER BY cp.start_time) FROM channel_period cp)
                      [width_bucket(:time, (SELECT array_agg(cp.start_time ORDER BY cp.start_time) FROM channel_period cp))]
                 LEFT JOIN rule_row rr ON rr.rule_set_version = kc.rule_set_version AND rr.row_number = kc.row_number
                """.replace(":time", table + "." + time).replace(":table", table);
    }

    /** Reads it from a row; empty while the key is not yet mapped. */
    public static Optional<Channel> readSql(SqlRow row) throws SQLException {
        Optional<String> channel = row.optionalText("channel");
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Channel(
                channel.get(), row.text("subchannel"), row.number("rule_set_version"), row.integer("row_number")));
    }
}
