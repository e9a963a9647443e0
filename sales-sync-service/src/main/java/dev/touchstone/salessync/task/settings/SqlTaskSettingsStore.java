package dev.touchstone.salessync.task.settings;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** The table {@code task_settings_version}. */
@ApplicationScoped
class SqlTaskSettingsStore {
    private static final String IN_FORCE = """
            SELECT version, emails, calls, subject_template, what_id, author, note, created_at
            FROM task_settings_version ORDER BY version DESC LIMIT 1
            """;

    private static final String ADD = """
            INSERT INTO task_settings_version
                (version, emails, calls, subject_template, what_id, author, note, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (version) DO NOTHING
            """;

    private final Database database;

    SqlTaskSettingsStore(Database database) {
        this.database = database;
    }

    /** The newest version. There always is one. */
    TaskSettingsVersion inForce() {
        return database.get(IN_FORCE, parameters -> {}, SqlTaskSettingsStore::version);
    }

    /** Stores a version; false if there is one of this number already. */
    boolean add(TaskSettingsVersion version) {
        TaskSettings settings = version.settings();
        int added = database.update(
                ADD,
                parameters -> parameters
                        .number(version.version())
                        .flag(settings.emails())
                        .flag(settings.calls())
                        .text(settings.template().text())
                        .text(settings.whatId().name())
                        .text(version.author())
                        .text(version.note())
                        .time(version.createdAt()));
        return added == 1;
    }

    private static TaskSettingsVersion version(SqlRow row) throws SQLException {
        return new TaskSettingsVersion(
                row.number("version"),
                new TaskSettings(
                        row.flag("emails"),
                        row.flag("calls"),
                        SubjectTemplate.parse(row.text("subject_template")),
                        WhatIdChoice.valueOf(row.text("what_id"))),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }
}
