package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.generate.SyncType;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.CampaignMember;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads campaigns of the CRM and who is in them. */
final class CampaignRequests {
    private CampaignRequests() {}

    static Function<CrmRecord.Head, CrmRecord> campaign(Campaign message, CrmValueRequests values) {
        String name = values.requiredText("campaign.name", message.getName());
        String type = values.text("campaign.type", message.getType());
        SyncType syncType = syncType(message, values);
        CampaignRecord.CampaignDetail detail = new CampaignRecord.CampaignDetail(
                values.text("campaign.status", message.getStatus()),
                values.anyTime("campaign.create_time", message.hasCreateTime(), message.getCreateTime()),
                values.day("campaign.start_date", message.getStartDate()),
                values.day("campaign.end_date", message.getEndDate()),
                values.day("campaign.touchpoint_start_date", message.getTouchpointStartDate()),
                values.day("campaign.touchpoint_end_date", message.getTouchpointEndDate()));
        return head -> new CampaignRecord.Campaign(head, name, type, syncType, detail);
    }

    /** A stand-in for a type that is refused, so that the rest is read; it is never stored. */
    private static SyncType syncType(Campaign message, CrmValueRequests values) {
        return switch (message.getSyncType()) {
            case SYNC_TYPE_NONE -> SyncType.NONE;
            case SYNC_TYPE_INCLUDE_ALL -> SyncType.INCLUDE_ALL;
            case SYNC_TYPE_INCLUDE_RESPONDED -> SyncType.INCLUDE_RESPONDED;
            case SYNC_TYPE_EXCLUDE_ALL -> SyncType.EXCLUDE_ALL;
            case SYNC_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
                values.unknownEnum(
                        "campaign.sync_type",
                        "NONE, INCLUDE_ALL, INCLUDE_RESPONDED or EXCLUDE_ALL",
                        message.getSyncTypeValue());
                yield SyncType.NONE;
            }
        };
    }

    static Function<CrmRecord.Head, CrmRecord> member(CampaignMember message, CrmValueRequests values) {
        Optional<String> campaignId = values.id("campaign_member.campaign_id", message.getCampaignId());
        Optional<String> crmPersonId = values.id("campaign_member.crm_person_id", message.getCrmPersonId());
        String status = values.text("campaign_member.status", message.getStatus());
        Optional<Instant> createdAt =
                values.time("campaign_member.create_time", message.hasCreateTime(), message.getCreateTime());
        CampaignRecord.Response response = new CampaignRecord.Response(
                message.getHasResponded(),
                values.optionalTimeOfFact(
                        "campaign_member.first_respond_time",
                        message.hasFirstRespondTime(),
                        message.getFirstRespondTime()),
                values.optionalTimeOfFact(
                        "campaign_member.buyer_touchpoint_time",
                        message.hasBuyerTouchpointTime(),
                        message.getBuyerTouchpointTime()));
        return head -> new CampaignRecord.CampaignMember(
                head, campaignId.orElseThrow(), crmPersonId.orElseThrow(), status, createdAt.orElseThrow(), response);
    }
}
