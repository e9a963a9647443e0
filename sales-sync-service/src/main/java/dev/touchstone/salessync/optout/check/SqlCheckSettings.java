package dev.touchstone.salessync.optout.check;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import java.sql.SQLException;
import java.util.List;

/** The columns of the table {@code unsubscribe_check_settings_version}. */
final class SqlCheckSettings implements SqlSettingsTable.Columns<CheckSettings> {
    static final String TABLE = "unsubscribe_check_settings_version";

    @Override
    public List<String> names() {
        return List.of("enabled", "mode", "blocked_domains", "stale_allowed");
    }

    @Override
    public void bind(SqlParameters parameters, CheckSettings settings) throws SQLException {
        parameters
                .flag(settings.enabled())
                .text(settings.mode().name())
                .texts(settings.blockedDomains(), domain -> domain)
                .flag(settings.staleAllowed());
    }

    @Override
    public CheckSettings settings(SqlRow row) throws SQLException {
        return new CheckSettings(
                row.flag("enabled"),
                CheckMode.valueOf(row.text("mode")),
                row.texts("blocked_domains"),
                row.flag("stale_allowed"));
    }
}
