package dev.touchstone.touchpoint.remap;

import dev.touchstone.touchpoint.sql.SqlRow;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The current channel of a mapping key, and what decided it.
 *
 * @param channel display name
 * @param subchannel display name, empty for none
 * @param ruleSetVersion version that decided
 * @param rowNumber deciding row, 0 if none matched
 */
public record Channel(String channel, String subchannel, long ruleSetVersion, int rowNumber) {
    /** The columns of mapping_key that {@link #readSql} reads. */
    public static final String SQL_COLUMNS = "k.channel, k.subchannel, k.rule_set_version, k.row_number";

    /** Reads it from a row of mapping_key; empty while the key is not yet mapped. */
    public static Optional<Channel> readSql(SqlRow row) throws SQLException {
        Optional<String> channel = row.optionalText("channel");
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Channel(
                channel.get(), row.text("subchannel"), row.number("rule_set_version"), row.integer("row_number")));
    }
}
