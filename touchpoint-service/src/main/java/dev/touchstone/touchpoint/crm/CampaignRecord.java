package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns of the CRM and who is in them. */
public sealed interface CampaignRecord extends CrmRecord {
    /** A campaign. */
    record Campaign(Head head, String name, String type, SyncType syncType, CampaignDetail detail)
            implements CampaignRecord {
        @Override
        public Kind kind() {
            return Kind.CAMPAIGN;
        }

        @Override
        public RecordObject object() {
            return RecordObject.CAMPAIGN;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(name, type, syncType.name())
                    .and("status", detail.status())
                    .and("create_time", detail.createdAt())
                    .and("start_date", detail.startDate())
                    .and("end_date", detail.endDate())
                    .and("touchpoint_start_date", detail.touchpointStartDate())
                    .and("touchpoint_end_date", detail.touchpointEndDate())
                    .and(head.fields())
                    .value();
        }
    }

    /**
     * What else is known of a campaign.
     *
     * @param touchpointStartDate members added before it make no touchpoint
     * @param touchpointEndDate members added after it make no touchpoint
     */
    record CampaignDetail(
            String status,
            @Nullable Instant createdAt,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            @Nullable LocalDate touchpointStartDate,
            @Nullable LocalDate touchpointEndDate) {}

    /** A person's membership in a campaign. */
    record CampaignMember(
            Head head, String campaignId, String crmPersonId, String status, Instant createdAt, Response response)
            implements CampaignRecord {
        @Override
        public Kind kind() {
            return Kind.CAMPAIGN_MEMBER;
        }

        @Override
        public RecordObject object() {
            return RecordObject.CAMPAIGN_MEMBER;
        }

        @Override
        public UUID digest() {
            return ContentDigest.of(campaignId, crmPersonId, status, createdAt.toString())
                    .and("has_responded", response.hasResponded())
                    .and("first_respond_time", response.firstRespondedAt())
                    .and("buyer_touchpoint_time", response.buyerTouchpointAt())
                    .and(head.fields())
                    .value();
        }
    }

    /**
     * How a member responded.
     *
     * @param hasResponded whether the CRM counts the status as a response
     * @param firstRespondedAt when first
     * @param buyerTouchpointAt the date somebody gave the touchpoint in the CRM
     */
    record Response(
            boolean hasResponded,
            @Nullable Instant firstRespondedAt,
            @Nullable Instant buyerTouchpointAt) {}
}
