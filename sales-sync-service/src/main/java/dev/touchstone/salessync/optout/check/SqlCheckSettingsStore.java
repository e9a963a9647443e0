package dev.touchstone.salessync.optout.check;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** The table {@code unsubscribe_check_settings_version}. */
@ApplicationScoped
class SqlCheckSettingsStore {
    private static final String IN_FORCE = """
            SELECT version, enabled, mode, blocked_domains, stale_allowed, author, note, created_at
            FROM unsubscribe_check_settings_version ORDER BY version DESC LIMIT 1
            """;

    private static final String ADD = """
            INSERT INTO unsubscribe_check_settings_version
                (version, enabled, mode, blocked_domains, stale_allowed, author, note, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (version) DO NOTHING
            """;

    private final Database database;

    SqlCheckSettingsStore(Database database) {
        this.database = database;
    }

    /** The newest version. There always is one. */
    SettingsVersion inForce() {
        return database.get(IN_FORCE, parameters -> {}, SqlCheckSettingsStore::version);
    }

    /** Stores a version; false if there is one of this number already. */
    boolean add(SettingsVersion version) {
        CheckSettings settings = version.settings();
        int added = database.update(
                ADD,
                parameters -> parameters
                        .number(version.version())
                        .flag(settings.enabled())
                        .text(settings.mode().name())
                        .texts(settings.blockedDomains(), domain -> domain)
                        .flag(settings.staleAllowed())
                        .text(version.author())
                        .text(version.note())
                        .time(version.createdAt()));
        return added == 1;
    }

    private static SettingsVersion version(SqlRow row) throws SQLException {
        return new SettingsVersion(
                row.number("version"),
                new CheckSettings(
                        row.flag("enabled"),
                        CheckMode.valueOf(row.text("mode")),
                        row.texts("blocked_domains"),
                        row.flag("stale_allowed")),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }
}
