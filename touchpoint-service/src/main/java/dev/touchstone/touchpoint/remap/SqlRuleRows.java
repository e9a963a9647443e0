package dev.touchstone.touchpoint.remap;

import dev.touchstone.runtime.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** The names that the rows of rule sets give, in PostgreSQL; in the caller's transaction, which holds the work. */
@ApplicationScoped
class SqlRuleRows {
    private static final String REMOVE_NAMES = "DELETE FROM rule_row WHERE rule_set_version = ?";

    private static final String ADD_NAMES = """
            INSERT INTO rule_row
            SELECT ?, row_number, channel, subchannel
            FROM unnest(?::integer[], ?::text[], ?::text[]) AS r (row_number, channel, subchannel)
            """;

    /** Rows whose names are others than the given ones, of a version that decides. */
    private static final String FEED_RENAMED = """
            INSERT INTO touchpoint_change (ordinal, type, changed_at, mapping_key_id)
            SELECT ? + row_number() OVER (), 'REMAPPED', ?, c.mapping_key_id
            FROM key_channel c
            JOIN rule_row before USING (rule_set_version, row_number)
            JOIN unnest(?::integer[], ?::text[], ?::text[]) AS now (row_number, channel, subchannel) USING (row_number)
            WHERE c.rule_set_version = ? AND (before.channel, before.subchannel) <> (now.channel, now.subchannel)
              AND EXISTS (SELECT FROM channel_period p WHERE p.rule_set_version = c.rule_set_version)
            """;

    private static final String RENAMED = "UPDATE mapped_version SET catalogue_version = ? WHERE rule_set_version = ?";

    private static final String ROWS = """
            SELECT row_number, channel, subchannel FROM rule_row WHERE rule_set_version = ? ORDER BY row_number
            """;

    private final Database database;
    private final Clock clock;

    SqlRuleRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stores the names of a version, in the place of those it had. */
    void replace(RemapStore.Names names) {
        remove(names.version());
        database.update(
                ADD_NAMES,
                parameters -> parameters
                        .number(names.version())
                        .integers(names.rows(), RuleRow::rowNumber)
                        .texts(names.rows(), RuleRow::channel)
                        .texts(names.rows(), RuleRow::subchannel));
    }

    /** Removes the names of a version. */
    void remove(long version) {
        database.update(REMOVE_NAMES, parameters -> parameters.number(version));
    }

    /** Renews the names of all rows, and tells the keys whose channel is named otherwise now to the change feed. */
    void rename(List<RemapStore.Names> names, long catalogueVersion) {
        int told = 0;
        for (RemapStore.Names ofVersion : names) {
            int before = told;
            told += database.update(
                    FEED_RENAMED,
                    parameters -> parameters
                            .number(before)
                            .time(clock.instant())
                            .integers(ofVersion.rows(), RuleRow::rowNumber)
                            .texts(ofVersion.rows(), RuleRow::channel)
                            .texts(ofVersion.rows(), RuleRow::subchannel)
                            .number(ofVersion.version()));
            replace(ofVersion);
            database.update(
                    RENAMED, parameters -> parameters.number(catalogueVersion).number(ofVersion.version()));
        }
    }

    /** The rows of a version. */
    List<RuleRow> rows(long version) {
        return database.list(
                ROWS,
                parameters -> parameters.number(version),
                row -> new RuleRow(row.integer("row_number"), row.text("channel"), row.text("subchannel")));
    }
}
