package dev.touchstone.touchpoint.journey;

import dev.touchstone.touchpoint.api.ChannelMessages;
import dev.touchstone.touchpoint.api.GeoMessages;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.Arrival;
import dev.touchstone.touchpoint.session.SessionPolicy;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.session.WebEvent;
import dev.touchstone.touchpoint.v1.Consent;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionCount;
import dev.touchstone.touchpoint.v1.SessionEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import dev.touchstone.touchpoint.visitor.SessionQueries;
import dev.touchstone.touchpoint.visitor.SessionView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes sessions. */
final class SessionMessages {
    private SessionMessages() {}

    /** The message of a session. */
    static Session of(SessionView view) {
        Channel channel = view.channel();
        Session.Builder message = Session.newBuilder()
                .setSessionId(view.sessionId().toString())
                .setVisitorId(view.visitorId())
                .setStartTime(ProtoTime.timestamp(view.course().start()))
                .setEndTime(ProtoTime.timestamp(view.course().end()))
                .setStartReason(reason(view.course().startReason()))
                .setPageViewCount(view.course().pageViews())
                .setFormSubmissionCount(view.course().formSubmissions())
                .setLandingPage(view.pages().landingPage())
                .setLandingPageRaw(view.pages().landingPageRaw())
                .setReferrer(view.pages().referrerPage())
                .setReferrerRaw(view.pages().referrerPageRaw())
                .setUtmSource(view.campaign().utmSource())
                .setUtmMedium(view.campaign().utmMedium())
                .setUtmCampaign(view.campaign().utmCampaign())
                .setUtmContent(view.campaign().utmContent())
                .setUtmTerm(view.campaign().utmTerm())
                .setFormUrl(view.pages().formUrl())
                .setFormName(view.pages().formName())
                .setCarriedOverSessionId(text(view.carriedOverSessionId()))
                .setSiteId(view.context().siteId())
                .setConsent(view.context().consentGiven() ? Consent.CONSENT_GIVEN : Consent.CONSENT_UNSPECIFIED)
                .setBrowser(view.context().browser())
                .setPlatform(view.context().platform())
                .setPersonId(text(view.personId()));
        GeoMessages.of(view.context()).ifPresent(message::setGeo);
        if (channel != null) {
            message.setChannel(ChannelMessages.of(channel));
        }
        return message.build();
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    /** The message of an interaction in a session. */
    static SessionEvent of(WebEvent event, boolean visitorsFirst, SessionPolicy policy) {
        boolean canArrive = visitorsFirst || event.isPageView();
        return SessionEvent.newBuilder()
                .setEventId(event.eventId())
                .setOccurTime(ProtoTime.timestamp(event.occurredAt()))
                .setType(type(event))
                .setPage(event.page().withoutQuery())
                .setSource(canArrive ? Arrival.of(event, policy).source() : "")
                .build();
    }

    private static WebEventType type(WebEvent event) {
        return switch (event.type()) {
            case PAGE_VIEW -> WebEventType.WEB_EVENT_TYPE_PAGE_VIEW;
            case FORM_SUBMISSION -> WebEventType.WEB_EVENT_TYPE_FORM_SUBMISSION;
            case IDENTIFICATION -> WebEventType.WEB_EVENT_TYPE_IDENTIFICATION;
            case CHAT -> WebEventType.WEB_EVENT_TYPE_CHAT;
            case EMAIL_LINK_CLICK -> WebEventType.WEB_EVENT_TYPE_EMAIL_LINK_CLICK;
            case ALIAS -> WebEventType.WEB_EVENT_TYPE_ALIAS;
        };
    }

    static SessionCount of(SessionQueries.Count count) {
        return SessionCount.newBuilder()
                .setReferrerHost(count.referrerHost())
                .setChannel(count.channel())
                .setSubchannel(count.subchannel())
                .setSessionCount(count.sessions())
                .setVisitorCount(count.visitors())
                .build();
    }

    private static dev.touchstone.touchpoint.v1.SessionStartReason reason(SessionStartReason reason) {
        return switch (reason) {
            case FIRST_EVENT -> dev.touchstone.touchpoint.v1.SessionStartReason.SESSION_START_REASON_FIRST_EVENT;
            case INACTIVITY -> dev.touchstone.touchpoint.v1.SessionStartReason.SESSION_START_REASON_INACTIVITY;
            case NEW_SOURCE -> dev.touchstone.touchpoint.v1.SessionStartReason.SESSION_START_REASON_NEW_SOURCE;
        };
    }
}
