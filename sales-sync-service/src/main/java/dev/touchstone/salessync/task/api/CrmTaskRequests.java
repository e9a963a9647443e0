package dev.touchstone.salessync.task.api;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.salessync.activity.ActivityKey;
import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.WhatIdChoice;
import dev.touchstone.salessync.task.settings.TaskSettings;
import dev.touchstone.salessync.v1.CrmTaskWhatId;
import dev.touchstone.salessync.v1.GetCrmTaskRequest;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsRequest;
import java.util.Objects;
import java.util.Optional;

/** Reads the requests of {@code CrmTaskService}. */
final class CrmTaskRequests {
    private static final int MAX_AUTHOR = 100;
    private static final int MAX_NOTE = 500;

    private CrmTaskRequests() {}

    /** Settings to put in force. */
    record Update(TaskSettings settings, String etag, String author, String note) {}

    static Update update(UpdateCrmTaskSettingsRequest request) {
        FieldViolations violations = new FieldViolations();
        var settings = request.getSettings();
        Optional<SubjectTemplate> template = template(settings.getSubjectTemplate(), violations);
        Optional<WhatIdChoice> whatId = whatId(settings.getWhatId());
        if (whatId.isEmpty()) {
            violations.add("settings.what_id", "FIELD_REQUIRED", "must be NONE, ACCOUNT or OPEN_OPPORTUNITY");
        }
        violations.requireText("etag", request.getEtag(), MAX_AUTHOR);
        violations.requireText("author", request.getAuthor(), MAX_AUTHOR);
        violations.limitText("note", request.getNote(), MAX_NOTE);
        violations.throwIfAny();
        return new Update(
                new TaskSettings(
                        settings.getLogEmails(), settings.getLogCalls(), template.orElseThrow(), whatId.orElseThrow()),
                request.getEtag(),
                request.getAuthor(),
                request.getNote());
    }

    /** The key of an activity. */
    static String activityKey(GetCrmTaskRequest request) {
        FieldViolations violations = new FieldViolations();
        if (!ActivityKey.isKey(request.getActivityKey())) {
            violations.add(
                    "activity_key",
                    "INVALID_ID",
                    "must be a key of an activity: " + ActivityKey.LENGTH + " characters (ULID)");
        }
        violations.throwIfAny();
        return request.getActivityKey();
    }

    private static Optional<SubjectTemplate> template(String text, FieldViolations violations) {
        if (!violations.requireText("settings.subject_template", text, SubjectTemplate.MAX_TEMPLATE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SubjectTemplate.parse(text));
        } catch (IllegalArgumentException wrong) {
            violations.add(
                    "settings.subject_template",
                    "INVALID_VALUE",
                    Objects.requireNonNullElse(wrong.getMessage(), "is no template"));
            return Optional.empty();
        }
    }

    private static Optional<WhatIdChoice> whatId(CrmTaskWhatId whatId) {
        return switch (whatId) {
            case CRM_TASK_WHAT_ID_NONE -> Optional.of(WhatIdChoice.NONE);
            case CRM_TASK_WHAT_ID_ACCOUNT -> Optional.of(WhatIdChoice.ACCOUNT);
            case CRM_TASK_WHAT_ID_OPEN_OPPORTUNITY -> Optional.of(WhatIdChoice.OPEN_OPPORTUNITY);
            case CRM_TASK_WHAT_ID_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
