package dev.touchstone.salessync.optout.crm;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;

/** The table {@code crm_opt_out_settings_version}. */
@ApplicationScoped
class SqlCrmSettings {
    private static final String IN_FORCE = """
            SELECT version, nightly_enabled, target, sales_field, nightly_at, zone, author, note, created_at
            FROM crm_opt_out_settings_version ORDER BY version DESC LIMIT 1
            """;

    private static final String ADD = """
            INSERT INTO crm_opt_out_settings_version
                (version, nightly_enabled, target, sales_field, nightly_at, zone, author, note, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (version) DO NOTHING
            """;

    private final Database database;

    SqlCrmSettings(Database database) {
        this.database = database;
    }

    /** The newest version. There always is one. */
    CrmSettingsVersion inForce() {
        return database.get(IN_FORCE, parameters -> {}, SqlCrmSettings::version);
    }

    /** Stores a version; false if there is one of this number already. */
    boolean add(CrmSettingsVersion version) {
        CrmOptOutSettings settings = version.settings();
        int added = database.update(
                ADD,
                parameters -> parameters
                        .number(version.version())
                        .flag(settings.nightlyEnabled())
                        .text(settings.target().name())
                        .text(settings.salesField())
                        .text(settings.nightlyAt().toString())
                        .text(settings.zone().getId())
                        .text(version.author())
                        .text(version.note())
                        .time(version.createdAt()));
        return added == 1;
    }

    private static CrmSettingsVersion version(SqlRow row) throws SQLException {
        return new CrmSettingsVersion(
                row.number("version"),
                new CrmOptOutSettings(
                        row.flag("nightly_enabled"),
                        OptOutTarget.valueOf(row.text("target")),
                        row.text("sales_field"),
                        LocalTime.parse(row.text("nightly_at")),
                        ZoneId.of(row.text("zone"))),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }
}
