package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task or event as a fact, and its fields as rules see them.
 *
 * @param activityId the CRM's id
 * @param kind task or event
 * @param occurredAt a task's activity date, an event's start
 * @param type its type; empty for none
 * @param subject its subject; empty for none
 * @param details what else is known of it
 * @param otherFields its fields that have no standard name
 */
public record SalesActivity(
        String activityId,
        ActivityKind kind,
        Instant occurredAt,
        String type,
        String subject,
        Details details,
        FieldSource otherFields)
        implements FieldSource {
    /**
     * What is not known of every activity.
     *
     * @param status its status; empty for none
     * @param assignedTo name of the user it is assigned to; empty for none
     * @param createdAt when the CRM created it; null if unknown
     * @param endedAt when an event ended; null if unknown and for a task
     * @param visitorId visitor whom a call-tracking product wrote into it; empty for none
     */
    public record Details(
            String status,
            String assignedTo,
            @Nullable Instant createdAt,
            @Nullable Instant endedAt,
            String visitorId) {
        /** Nothing is known. */
        public static final Details NONE = new Details("", "", null, null, "");
    }

    @Override
    public @Nullable FieldValue value(FieldName field) {
        return switch (field.key()) {
            case "id" -> Values.text(activityId);
            case "type" -> Values.text(type);
            case "subject" -> Values.text(subject);
            case "status" -> Values.text(details.status());
            case "assignedto" -> Values.text(details.assignedTo());
            case "createddate" -> Values.time(details.createdAt());
            case "activitydate" -> Values.time(occurredAt);
            // Only an event has it from the CRM: of a task it is a further field, should there be one.
            case "enddatetime" ->
                field.object() == RecordObject.EVENT ? Values.time(details.endedAt()) : otherFields.value(field);
            case "visitorid" -> Values.text(details.visitorId());
            default -> otherFields.value(field);
        };
    }
}
