package dev.touchstone.touchpoint.visitor;

import dev.touchstone.touchpoint.api.ChannelMessages;
import dev.touchstone.touchpoint.api.ProtoTime;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.v1.Session;
import dev.touchstone.touchpoint.v1.SessionCount;
import java.util.UUID;

/** Writes sessions. */
public final class SessionMessages {
    private SessionMessages() {}

    /** The message of a session. */
    public static Session of(SessionView view) {
        UUID personId = view.personId();
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
                .setPersonId(personId == null ? "" : personId.toString());
        if (channel != null) {
            message.setChannel(ChannelMessages.of(channel));
        }
        return message.build();
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
