package dev.touchstone.touchpoint.campaign;

import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.v1.Campaign;
import dev.touchstone.touchpoint.v1.SyncType;
import dev.touchstone.touchpoint.v1.TouchpointDateChange;
import dev.touchstone.touchpoint.v1.TouchpointDateUpdate;
import dev.touchstone.touchpoint.v1.UpdateTouchpointDatesResponse;
import java.time.Instant;

/** Writes the messages of {@code CampaignService}. */
final class CampaignMessages {
    private CampaignMessages() {}

    static dev.touchstone.touchpoint.v1.CampaignView of(CampaignView view) {
        Campaign.Builder campaign = Campaign.newBuilder()
                .setCampaignId(view.campaignId())
                .setName(view.name())
                .setType(view.type())
                .setSyncType(of(view.syncType()))
                .setStatus(view.status())
                .setStartDate(view.days().start())
                .setEndDate(view.days().end())
                .setTouchpointStartDate(view.days().touchpointStart())
                .setTouchpointEndDate(view.days().touchpointEnd());
        Instant createdAt = view.createdAt();
        if (createdAt != null) {
            campaign.setCreateTime(ProtoTime.timestamp(createdAt));
        }
        return dev.touchstone.touchpoint.v1.CampaignView.newBuilder()
                .setCampaign(campaign)
                .setMemberCount(view.memberCount())
                .build();
    }

    private static SyncType of(dev.touchstone.touchpoint.generate.SyncType type) {
        return switch (type) {
            case NONE -> SyncType.SYNC_TYPE_NONE;
            case INCLUDE_ALL -> SyncType.SYNC_TYPE_INCLUDE_ALL;
            case INCLUDE_RESPONDED -> SyncType.SYNC_TYPE_INCLUDE_RESPONDED;
            case EXCLUDE_ALL -> SyncType.SYNC_TYPE_EXCLUDE_ALL;
        };
    }

    static UpdateTouchpointDatesResponse of(UpdateTouchpointDates.Outcome outcome) {
        UpdateTouchpointDatesResponse.Builder response = UpdateTouchpointDatesResponse.newBuilder()
                .setMemberCount(outcome.memberCount())
                .setChangedMemberCount(outcome.changedMemberCount());
        DateUpdate update = outcome.update();
        if (update != null) {
            response.setUpdate(of(update));
        }
        outcome.examples().forEach(change -> response.addExamples(of(change)));
        return response.build();
    }

    static TouchpointDateUpdate of(DateUpdate update) {
        DateUpdate.Request request = update.request();
        TouchpointDateUpdate.Builder message = TouchpointDateUpdate.newBuilder()
                .setUpdateId(request.updateId().toString())
                .setFilter(request.filter())
                .setTouchpointTime(ProtoTime.timestamp(request.touchpointAt()))
                .setMemberCount(update.memberCount())
                .setAuthor(request.author())
                .setNote(request.note())
                .setCreateTime(ProtoTime.timestamp(update.createdAt()));
        Instant undoneAt = update.undoneAt();
        if (undoneAt != null) {
            message.setUndoTime(ProtoTime.timestamp(undoneAt));
        }
        return message.build();
    }

    private static TouchpointDateChange of(DateUpdate.Change change) {
        TouchpointDateChange.Builder message = TouchpointDateChange.newBuilder()
                .setCampaignMemberId(change.campaignMemberId())
                .setCampaignId(change.campaignId());
        Instant previouslyAt = change.previouslyAt();
        if (previouslyAt != null) {
            message.setTimeBefore(ProtoTime.timestamp(previouslyAt));
        }
        return message.build();
    }
}
