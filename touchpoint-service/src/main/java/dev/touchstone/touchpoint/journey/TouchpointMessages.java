package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.ChannelMessages;
import dev.touchstone.touchpoint.api.GeoMessages;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.generate.CrmPersonFacts;
import dev.touchstone.touchpoint.generate.Effort;
import dev.touchstone.touchpoint.generate.FactReference;
import dev.touchstone.touchpoint.generate.NoBuyerReason;
import dev.touchstone.touchpoint.generate.Touchpoint;
import dev.touchstone.touchpoint.generate.TouchpointPosition;
import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.v1.CrmPersonType;
import dev.touchstone.touchpoint.v1.JourneyRecord;
import dev.touchstone.touchpoint.v1.NoBuyerTouchpointReason;
import dev.touchstone.touchpoint.v1.TouchpointCount;
import dev.touchstone.touchpoint.v1.TouchpointType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes touchpoints and what became of facts. */
public final class TouchpointMessages {
    private TouchpointMessages() {}

    /** A touchpoint as callers read it. */
    public static dev.touchstone.touchpoint.v1.Touchpoint of(TouchpointView view) {
        Touchpoint touchpoint = view.touchpoint();
        Effort effort = touchpoint.content().effort();
        WebPages pages = touchpoint.content().pages();
        Channel channel = view.channel();
        dev.touchstone.touchpoint.v1.Touchpoint.Builder message = dev.touchstone.touchpoint.v1.Touchpoint.newBuilder()
                .setTouchpointId(touchpoint.touchpointId().toString())
                .setPersonId(touchpoint.personId().toString())
                .setEmail(view.email())
                .setType(type(touchpoint))
                .setTouchpointTime(ProtoTime.timestamp(touchpoint.touchedAt()))
                .setTouchpointSource(effort.source())
                .setMedium(effort.medium())
                .setAdCampaignName(effort.campaignName())
                .setAdCampaignId(effort.campaignId())
                .setAdContent(effort.content())
                .setKeywordText(effort.keyword())
                .setLandingPage(pages.landingPage())
                .setLandingPageRaw(pages.landingPageRaw())
                .setReferrerPage(pages.referrerPage())
                .setReferrerPageRaw(pages.referrerPageRaw())
                .setFormUrl(pages.formUrl())
                .setFormName(pages.formName())
                .setNoBuyerTouchpointReason(of(touchpoint.noBuyerReason()))
                .setBrowser(view.context().browser())
                .setPlatform(view.context().platform())
                .setFact(of(touchpoint.origin().fact()))
                .setGenerationRule(touchpoint.origin().rule())
                .setGenerationRuleVersion(touchpoint.origin().ruleVersion());
        touchpoint.positions().forEach(position -> message.addPositions(of(position)));
        message.addAllSegments(touchpoint.standing().segments());
        Optional.ofNullable(touchpoint.standing().suppressingRule()).ifPresent(message::setSuppressingRule);
        Optional.ofNullable(touchpoint.standing().overlapsWith())
                .map(UUID::toString)
                .ifPresent(message::setOverlapsWith);
        Optional.ofNullable(touchpoint.standing().removingRule()).ifPresent(message::setRemovingRule);
        GeoMessages.of(view.context()).ifPresent(message::setGeo);
        if (channel != null) {
            message.setChannel(ChannelMessages.of(channel));
        }
        return message.build();
    }

    static TouchpointCount of(TouchpointQueries.Count count) {
        return TouchpointCount.newBuilder()
                .setChannel(count.channel())
                .setSubchannel(count.subchannel())
                .setTouchpointCount(count.touchpoints())
                .setPersonCount(count.people())
                .build();
    }

    static JourneyRecord of(CrmPersonFacts person, boolean duplicate) {
        return JourneyRecord.newBuilder()
                .setCrmPersonId(person.crmPersonId())
                .setType(
                        switch (person.type()) {
                            case LEAD -> CrmPersonType.CRM_PERSON_TYPE_LEAD;
                            case CONTACT -> CrmPersonType.CRM_PERSON_TYPE_CONTACT;
                            case MARKETO_PERSON -> CrmPersonType.CRM_PERSON_TYPE_MARKETO_PERSON;
                        })
                .setDuplicate(duplicate)
                .build();
    }

    static dev.touchstone.touchpoint.v1.FactReference of(FactReference fact) {
        dev.touchstone.touchpoint.v1.FactReference.Builder message =
                dev.touchstone.touchpoint.v1.FactReference.newBuilder();
        switch (fact.kind()) {
            case SESSION -> message.setSessionId(fact.id());
            case CAMPAIGN_MEMBER -> message.setCampaignMemberId(fact.id());
            case ACTIVITY -> message.setActivityId(fact.id());
            case PROGRAM_MEMBER -> message.setProgramMemberId(fact.id());
            case MARKETING_ACTIVITY -> message.setMarketingActivityId(fact.id());
        }
        return message.build();
    }

    private static TouchpointType type(Touchpoint touchpoint) {
        return switch (touchpoint.type()) {
            case WEB_VISIT -> TouchpointType.TOUCHPOINT_TYPE_WEB_VISIT;
            case WEB_FORM -> TouchpointType.TOUCHPOINT_TYPE_WEB_FORM;
            case WEB_CHAT -> TouchpointType.TOUCHPOINT_TYPE_WEB_CHAT;
            case CALL -> TouchpointType.TOUCHPOINT_TYPE_CALL;
            case MARKETO_PROGRAM -> TouchpointType.TOUCHPOINT_TYPE_MARKETO_PROGRAM;
            case MARKETO_ACTIVITY -> TouchpointType.TOUCHPOINT_TYPE_MARKETO_ACTIVITY;
            case CRM_CAMPAIGN -> TouchpointType.TOUCHPOINT_TYPE_CRM_CAMPAIGN;
            case CRM_ACTIVITY -> TouchpointType.TOUCHPOINT_TYPE_CRM_ACTIVITY;
        };
    }

    private static NoBuyerTouchpointReason of(@Nullable NoBuyerReason reason) {
        if (reason == null) {
            return NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_UNSPECIFIED;
        }
        return switch (reason) {
            case SUPPRESSED -> NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_SUPPRESSED;
            case OVERLAPS_WITH -> NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_OVERLAPS_WITH;
            case NOT_IN_CRM -> NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_NOT_IN_CRM;
            case ROUTINE_WEB_VISIT -> NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_ROUTINE_WEB_VISIT;
            case POST_LC_LIMIT -> NoBuyerTouchpointReason.NO_BUYER_TOUCHPOINT_REASON_POST_LC_LIMIT;
        };
    }

    private static dev.touchstone.touchpoint.v1.TouchpointPosition of(TouchpointPosition position) {
        return switch (position) {
            case FT -> dev.touchstone.touchpoint.v1.TouchpointPosition.TOUCHPOINT_POSITION_FT;
            case LC -> dev.touchstone.touchpoint.v1.TouchpointPosition.TOUCHPOINT_POSITION_LC;
            case POST_LC -> dev.touchstone.touchpoint.v1.TouchpointPosition.TOUCHPOINT_POSITION_POST_LC;
        };
    }
}
