package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Programs of Marketo and who is in them. */
public sealed interface ProgramRecord extends CrmRecord {
    /**
     * A program of Marketo.
     *
     * @param channel what decides the channel, as a campaign's type does
     * @param campaignId the CRM's campaign it is synchronised with
     */
    record Program(
            Head head,
            String name,
            String type,
            String channel,
            String status,
            @Nullable Instant createdAt,
            @Nullable String campaignId)
            implements ProgramRecord {
        @Override
        public Kind kind() {
            return Kind.PROGRAM;
        }

        @Override
        public RecordObject object() {
            return RecordObject.PROGRAM;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(name, type, channel)
                    .and("status", status)
                    .and("create_time", createdAt)
                    .and("campaign_id", campaignId)
                    .and(head.fields())
                    .value();
        }
    }

    /** A person's membership in a program. */
    record ProgramMember(Head head, String programId, String crmPersonId, String status, Instant memberSince)
            implements ProgramRecord {
        @Override
        public Kind kind() {
            return Kind.PROGRAM_MEMBER;
        }

        @Override
        public RecordObject object() {
            return RecordObject.PROGRAM_MEMBER;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(programId, crmPersonId, memberSince.toString())
                    .and("status", status)
                    .and(head.fields())
                    .value();
        }
    }
}
