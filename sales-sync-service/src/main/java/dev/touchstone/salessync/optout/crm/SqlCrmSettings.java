package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** The columns of the table {@code crm_opt_out_settings_version}. */
final class SqlCrmSettings implements SqlSettingsTable.Columns<CrmOptOutSettings> {
    static final String TABLE = "crm_opt_out_settings_version";

    @Override
    public List<String> names() {
        return List.of("nightly_enabled", "target", "sales_field", "nightly_at", "zone");
    }

    @Override
    public void bind(SqlParameters parameters, CrmOptOutSettings settings) throws SQLException {
        parameters
                .flag(settings.nightlyEnabled())
                .text(settings.target().name())
                .text(settings.salesField())
                .text(settings.nightlyAt().toString())
                .text(settings.zone().getId());
    }

    @Override
    public CrmOptOutSettings settings(SqlRow row) throws SQLException {
        return new CrmOptOutSettings(
                row.flag("nightly_enabled"),
                OptOutTarget.valueOf(row.text("target")),
                row.text("sales_field"),
                LocalTime.parse(row.text("nightly_at")),
                ZoneId.of(row.text("zone")));
    }
}
