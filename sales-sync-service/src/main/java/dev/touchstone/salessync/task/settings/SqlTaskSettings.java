package dev.touchstone.salessync.task.settings;

import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import dev.touchstone.salessync.settings.SqlSettingsTable;
import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import java.sql.SQLException;
import java.util.List;

/** The columns of the table {@code task_settings_version}. */
final class SqlTaskSettings implements SqlSettingsTable.Columns<TaskSettings> {
    static final String TABLE = "task_settings_version";

    @Override
    public List<String> names() {
        return List.of("emails", "calls", "subject_template", "what_id");
    }

    @Override
    public void bind(SqlParameters parameters, TaskSettings settings) throws SQLException {
        parameters
                .flag(settings.emails())
                .flag(settings.calls())
                .text(settings.template().text())
                .text(settings.whatId().name());
    }

    @Override
    public TaskSettings settings(SqlRow row) throws SQLException {
        return new TaskSettings(
                row.flag("emails"),
                row.flag("calls"),
                SubjectTemplate.parse(row.text("subject_template")),
                WhatIdChoice.valueOf(row.text("what_id")));
    }
}
