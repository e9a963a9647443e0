package dev.touchstone.touchpoint.impact;

import dev.touchstone.mapping.v1.MappingKeyKind;
import dev.touchstone.mapping.v1.RuleFinding;
import dev.touchstone.mapping.v1.RuleFindingType;
import dev.touchstone.mapping.v1.RuleSetPeriod;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.remap.RemapProgress;
import dev.touchstone.touchpoint.remap.RuleSetMessages;
import dev.touchstone.touchpoint.v1.ChangedValue;
import dev.touchstone.touchpoint.v1.ChannelMove;
import dev.touchstone.touchpoint.v1.NullCampaign;
import dev.touchstone.touchpoint.v1.PreviewRuleSetResponse;
import dev.touchstone.touchpoint.v1.RemapState;
import dev.touchstone.touchpoint.v1.RemapStatus;
import dev.touchstone.touchpoint.v1.RowHits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the messages of {@code RemapService}. */
final class RemapMessages {
    private RemapMessages() {}

    /**
     * What rules would change.
     *
     * @param isOverAllHistory whether the rules were looked at as if they decided for all touchpoints
     */
    static PreviewRuleSetResponse of(Preview preview, boolean isOverAllHistory) {
        Preview.Totals totals = preview.totals();
        PreviewRuleSetResponse.Builder message = PreviewRuleSetResponse.newBuilder()
                .setTouchpointCount(totals.touchpoints())
                .setChangedTouchpointCount(totals.changed())
                .setChangedPersonCount(totals.people())
                .setMappingKeyCount(totals.keys())
                .setUnmatchedTouchpointCount(totals.unmatched())
                .setUnmappedTouchpointCount(totals.unmapped())
                .setComparedVersion(preview.comparedVersion());
        preview.moves().forEach(move -> message.addMoves(of(move)));
        preview.values().forEach(value -> message.addChangedValues(of(value)));
        preview.rows()
                .forEach(row -> message.addRows(RowHits.newBuilder()
                        .setRowNumber(row.rowNumber())
                        .setMappingKeyCount(row.keys())
                        .setTouchpointCount(row.touchpoints())));
        if (isOverAllHistory) {
            preview.idleRows().forEach(row -> message.addFindings(matchedNothing(row, totals.touchpoints())));
        }
        return message.build();
    }

    private static RuleFinding matchedNothing(int rowNumber, long touchpoints) {
        return RuleFinding.newBuilder()
                .setRowNumber(rowNumber)
                .setType(RuleFindingType.RULE_FINDING_TYPE_MATCHED_NOTHING)
                .setMessage("none of the " + touchpoints
                        + " touchpoints in history would be in this row: none matches it, or "
                        + "earlier rows take those that do")
                .build();
    }

    private static ChannelMove of(Preview.Move move) {
        ChannelMove.Builder message = ChannelMove.newBuilder()
                .setFromChannel(move.from().channel())
                .setFromSubchannel(move.from().subchannel())
                .setToChannel(move.to().channel())
                .setToSubchannel(move.to().subchannel())
                .setTouchpointCount(move.touchpoints())
                .setPersonCount(move.people())
                .setMappingKeyCount(move.keys());
        move.examples().forEach(id -> message.addTouchpointIds(id.toString()));
        return message.build();
    }

    private static ChangedValue of(Preview.ChangedValue value) {
        return ChangedValue.newBuilder()
                .setColumn(value.column())
                .setValue(value.value())
                .setFromChannel(value.from().channel())
                .setFromSubchannel(value.from().subchannel())
                .setToChannel(value.to().channel())
                .setToSubchannel(value.to().subchannel())
                .setTouchpointCount(value.touchpoints())
                .setExample(RuleSetMessages.of(value.example()))
                .build();
    }

    static RemapStatus of(RemapProgress progress, Instant now) {
        RemapStatus.Builder message = RemapStatus.newBuilder()
                .setState(state(progress))
                .setTargetVersion(progress.target())
                .setDoneKeyCount(progress.target() == 0 ? 0 : progress.done())
                .setKeyCount(progress.target() == 0 ? 0 : progress.keys())
                .setChangedKeyCount(progress.last().changedKeys())
                .setChangedTouchpointCount(progress.last().changedTouchpoints())
                .setUnmappedKeyCount(progress.pendingKeys())
                .setWaitingFor(progress.waitingFor());
        progress.periods().forEach(period -> {
            RuleSetPeriod.Builder ofPeriod = RuleSetPeriod.newBuilder().setVersion(period.version());
            Optional.ofNullable(period.start()).map(ProtoTime::timestamp).ifPresent(ofPeriod::setStartTime);
            message.addPeriods(ofPeriod);
        });
        Optional.ofNullable(progress.last().start()).map(ProtoTime::timestamp).ifPresent(message::setStartTime);
        Optional.ofNullable(progress.last().end()).map(ProtoTime::timestamp).ifPresent(message::setEndTime);
        remaining(progress, now).map(ProtoTime::duration).ifPresent(message::setRemaining);
        return message.build();
    }

    private static RemapState state(RemapProgress progress) {
        if (!progress.waitingFor().isEmpty()) {
            return RemapState.REMAP_STATE_WAITING;
        }
        return progress.target() == 0 ? RemapState.REMAP_STATE_IN_STEP : RemapState.REMAP_STATE_RUNNING;
    }

    /** At the pace so far. */
    private static Optional<Duration> remaining(RemapProgress progress, Instant now) {
        @Nullable Instant start = progress.last().start();
        if (progress.target() == 0 || start == null || progress.done() == 0) {
            return Optional.empty();
        }
        Duration soFar = Duration.between(start, now);
        return Optional.of(soFar.multipliedBy(progress.keys() - progress.done()).dividedBy(progress.done()));
    }

    static NullCampaign of(NullCampaignStore.NullCampaign campaign) {
        return NullCampaign.newBuilder()
                .setKind(
                        switch (campaign.kind()) {
                            case WEB_SESSION -> MappingKeyKind.MAPPING_KEY_KIND_WEB_SESSION;
                            case CRM_CAMPAIGN -> MappingKeyKind.MAPPING_KEY_KIND_CRM_CAMPAIGN;
                            case CRM_ACTIVITY -> MappingKeyKind.MAPPING_KEY_KIND_CRM_ACTIVITY;
                        })
                .setCampaign(campaign.campaign())
                .setMedium(campaign.medium())
                .setSubchannel(campaign.subchannel())
                .setTouchpointCount(campaign.place().touchpoints())
                .setRowNumber(campaign.rowNumber())
                .build();
    }
}
