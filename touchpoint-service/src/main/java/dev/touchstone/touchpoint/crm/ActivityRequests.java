package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.v1.Activity;
import dev.touchstone.touchpoint.v1.ActivityKind;
import dev.touchstone.touchpoint.v1.MarketingActivity;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads what sales did, and what Marketo wrote down. */
final class ActivityRequests {
    private static final int MAX_ATTRIBUTE = 4_096;

    private ActivityRequests() {}

    static RecordObject object(Activity message) {
        return message.getKind() == ActivityKind.ACTIVITY_KIND_EVENT ? RecordObject.EVENT : RecordObject.TASK;
    }

    static Function<CrmRecord.Head, CrmRecord> activity(Activity message, CrmValueRequests values) {
        Optional<String> crmPersonId = values.id("activity.crm_person_id", message.getCrmPersonId());
        String type = values.text("activity.type", message.getType());
        String subject = values.text("activity.subject", message.getSubject());
        Optional<Instant> occurredAt =
                values.timeOfFact("activity.occur_time", message.hasOccurTime(), message.getOccurTime());
        ActivityRecord.ActivityDetail detail = new ActivityRecord.ActivityDetail(
                kind(message, values),
                values.text("activity.status", message.getStatus()),
                values.text("activity.assigned_to", message.getAssignedTo()),
                values.anyTime("activity.create_time", message.hasCreateTime(), message.getCreateTime()),
                values.optionalTimeOfFact("activity.end_time", message.hasEndTime(), message.getEndTime()),
                values.optionalVisitorId("activity.visitor_id", message.getVisitorId()));
        return head -> new ActivityRecord.Activity(
                head, crmPersonId.orElseThrow(), type, subject, occurredAt.orElseThrow(), detail);
    }

    private static ActivityRecord.ActivityKind kind(Activity message, CrmValueRequests values) {
        return switch (message.getKind()) {
            case ACTIVITY_KIND_TASK, ACTIVITY_KIND_UNSPECIFIED -> ActivityRecord.ActivityKind.TASK;
            case ACTIVITY_KIND_EVENT -> ActivityRecord.ActivityKind.EVENT;
            case UNRECOGNIZED -> {
                values.unknownEnum("activity.kind", "TASK, EVENT or not set", message.getKindValue());
                yield ActivityRecord.ActivityKind.TASK;
            }
        };
    }

    static Function<CrmRecord.Head, CrmRecord> marketingActivity(MarketingActivity message, CrmValueRequests values) {
        Optional<String> crmPersonId = values.id("marketing_activity.crm_person_id", message.getCrmPersonId());
        if (message.getActivityTypeId() < 1) {
            values.violation(
                    "marketing_activity.activity_type_id",
                    message.getActivityTypeId() == 0 ? "FIELD_REQUIRED" : "NUMBER_OUT_OF_RANGE",
                    "must be 1 or more but is " + message.getActivityTypeId());
        }
        ActivityRecord.ActivityType type = new ActivityRecord.ActivityType(
                message.getActivityTypeId(),
                values.requiredText("marketing_activity.activity_type", message.getActivityType()));
        Optional<Instant> occurredAt =
                values.timeOfFact("marketing_activity.occur_time", message.hasOccurTime(), message.getOccurTime());
        String programId = values.optionalId("marketing_activity.program_id", message.getProgramId());
        String attribute = values.text(
                "marketing_activity.primary_attribute_value", message.getPrimaryAttributeValue(), MAX_ATTRIBUTE);
        return head -> new ActivityRecord.MarketingActivity(
                head, crmPersonId.orElseThrow(), type, occurredAt.orElseThrow(), programId, attribute);
    }
}
