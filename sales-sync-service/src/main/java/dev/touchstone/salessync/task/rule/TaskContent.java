package dev.touchstone.salessync.task.rule;

import dev.touchstone.salessync.activity.ActivityAttribute;
import dev.touchstone.salessync.activity.ActivityContent;
import dev.touchstone.salessync.activity.ActivityKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an activity says, as a task tells it. Pure.
 *
 * @param kind what the task tells of
 * @param subject values of the subject
 * @param fields values of custom fields, without empty ones
 */
public record TaskContent(TaskKind kind, Map<SubjectToken, String> subject, Map<CustomField, String> fields) {
    public TaskContent {
        subject = Map.copyOf(subject);
        fields = Map.copyOf(fields);
    }

    /** The kind of the task of an activity; empty if it makes none. */
    public static Optional<TaskKind> kind(ActivityKind kind) {
        return switch (kind) {
            case SEND -> Optional.of(TaskKind.EMAIL);
            case REPLY -> Optional.of(TaskKind.REPLY);
            case CALL -> Optional.of(TaskKind.CALL);
            case OPEN, CLICK, BOUNCE, ADD, REMOVE -> Optional.empty();
        };
    }

    /** The flag that an activity sets on the task of its e-mail; empty if it sets none. */
    public static Optional<TaskFlags.Flag> flag(ActivityKind kind) {
        return switch (kind) {
            case OPEN -> Optional.of(TaskFlags.Flag.VIEWED);
            case CLICK -> Optional.of(TaskFlags.Flag.CLICKED);
            case REPLY -> Optional.of(TaskFlags.Flag.REPLIED);
            case SEND, CALL, BOUNCE, ADD, REMOVE -> Optional.empty();
        };
    }

    /**
     * What a task tells of an activity.
     *
     * @param repliedTo subject of the e-mail that a reply answers; empty if it is not known, and for other kinds
     */
    public static TaskContent of(TaskKind kind, ActivityContent content, String repliedTo) {
        Map<SubjectToken, String> subject = new EnumMap<>(SubjectToken.class);
        Map<CustomField, String> fields = new EnumMap<>(CustomField.class);
        String own = content.text(ActivityAttribute.SUBJECT);
        put(subject, SubjectToken.SALES_CAMPAIGN_NAME, content.text(ActivityAttribute.CAMPAIGN_NAME));
        put(fields, CustomField.CAMPAIGN, content.text(ActivityAttribute.CAMPAIGN_NAME));
        put(fields, CustomField.CAMPAIGN_LINK, content.text(ActivityAttribute.CAMPAIGN_URL));
        switch (kind) {
            case EMAIL -> {
                put(subject, SubjectToken.ACTIVITY_SUBJECT, own);
                put(fields, CustomField.TEMPLATE, content.text(ActivityAttribute.TEMPLATE_NAME));
                put(fields, CustomField.TEMPLATE_LINK, content.text(ActivityAttribute.TEMPLATE_URL));
            }
            case REPLY -> put(subject, SubjectToken.ACTIVITY_SUBJECT, repliedTo);
            case CALL -> {
                // What a call is about is how it ended, as in Marketo.
                put(subject, SubjectToken.ACTIVITY_SUBJECT, own);
                put(subject, SubjectToken.CALL_OUTCOME, own);
                put(fields, CustomField.CALL_OUTCOME, own);
                put(fields, CustomField.RECORDING, content.text(ActivityAttribute.RECORDING_URL));
            }
        }
        return new TaskContent(kind, subject, fields);
    }

    private static <K> void put(Map<K, String> values, K key, String value) {
        if (!value.isEmpty()) {
            values.put(key, value);
        }
    }
}
