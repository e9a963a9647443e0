package dev.touchstone.salessync.task.settings;

import dev.touchstone.salessync.task.rule.SubjectTemplate;
import dev.touchstone.salessync.task.rule.TaskKind;
import dev.touchstone.salessync.task.rule.WhatIdChoice;

/**
 * What is logged to Salesforce, and how, as an administrator sets it. Pure.
 *
 * @param emails whether sales e-mails and replies to them are logged
 * @param calls whether calls are
 * @param template of the subjects
 * @param whatId what the task of a contact is about besides the contact
 */
public record TaskSettings(boolean emails, boolean calls, SubjectTemplate template, WhatIdChoice whatId) {
    /** True if the kind is logged. */
    public boolean logs(TaskKind kind) {
        return switch (kind) {
            case EMAIL, REPLY -> emails;
            case CALL -> calls;
        };
    }
}
