package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sales did, and what Marketo wrote down. */
public sealed interface ActivityRecord extends CrmRecord {
    /** Which object a sales activity is. */
    enum ActivityKind {
        /** A task. */
        TASK,
        /** An event. */
        EVENT
    }

    /** A sales activity. */
    record Activity(
            Head head, String crmPersonId, String type, String subject, Instant occurredAt, ActivityDetail detail)
            implements ActivityRecord {
        @Override
        public Kind kind() {
            return Kind.ACTIVITY;
        }

        @Override
        public RecordObject object() {
            return switch (detail.kind()) {
                case TASK -> RecordObject.TASK;
                case EVENT -> RecordObject.EVENT;
            };
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(crmPersonId, type, subject, occurredAt.toString())
                    .and("event", detail.kind() == ActivityKind.EVENT)
                    .and("status", detail.status())
                    .and("assigned_to", detail.assignedTo())
                    .and("create_time", detail.createdAt())
                    .and("end_time", detail.endedAt())
                    .and("visitor_id", detail.visitorId())
                    .and(head.fields())
                    .value();
        }
    }

    /**
     * What else is known of a sales activity.
     *
     * @param visitorId visitor whom a call-tracking product wrote into it
     */
    record ActivityDetail(
            ActivityKind kind,
            String status,
            String assignedTo,
            @Nullable Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable String visitorId) {}

    /** An activity of Marketo. */
    record MarketingActivity(
            Head head,
            String crmPersonId,
            ActivityType type,
            Instant occurredAt,
            @Nullable String programId,
            String primaryAttributeValue)
            implements ActivityRecord {
        @Override
        public Kind kind() {
            return Kind.MARKETING_ACTIVITY;
        }

        @Override
        public RecordObject object() {
            return RecordObject.MARKETING_ACTIVITY;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(crmPersonId, Integer.toString(type.id()), type.name(), occurredAt.toString())
                    .and("program_id", programId)
                    .and("primary_attribute_value", primaryAttributeValue)
                    .and(head.fields())
                    .value();
        }
    }

    /** Marketo's number and name of a type of activities. */
    record ActivityType(int id, String name) {}
}
