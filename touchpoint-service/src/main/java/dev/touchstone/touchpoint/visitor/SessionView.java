package dev.touchstone.touchpoint.visitor;

import dev.touchstone.touchpoint.generate.WebPages;
import dev.touchstone.touchpoint.remap.Channel;
import dev.touchstone.touchpoint.session.CampaignParameters;
import dev.touchstone.touchpoint.session.Session;
import dev.touchstone.touchpoint.session.SessionStartReason;
import dev.touchstone.touchpoint.session.WebContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored session as callers read it.
 *
 * @param visitorId the visitor
 * @param sessionId the session
 * @param course when and how it went
 * @param pages its pages
 * @param campaign campaign parameters of the landing page, without click markers
 * @param context its circumstances
 * @param personId whose it is; null while anonymous
 * @param carriedOverSessionId the earlier session whose channel it carries over; null for none
 * @param channel its channel; null while not yet mapped
 */
public record SessionView(
        String visitorId,
        UUID sessionId,
        Course course,
        WebPages pages,
        CampaignParameters campaign,
        WebContext context,
        @Nullable UUID personId,
        @Nullable UUID carriedOverSessionId,
        @Nullable Channel channel) {
    /**
     * When and how a session went.
     *
     * @param start time of the first interaction
     * @param end time of the last
     * @param startReason why it began
     * @param pageViews how many page views
     * @param formSubmissions how many form-type interactions
     */
    public record Course(
            Instant start, Instant end, SessionStartReason startReason, int pageViews, int formSubmissions) {}

    /** A session that was derived just now, as callers read it until it is stored. */
    public static SessionView notYetStored(DerivedSession derived) {
        Session session = derived.session();
        return new SessionView(
                session.visitorId(),
                session.sessionId(),
                new Course(
                        session.activity().start(),
                        session.activity().end(),
                        session.startReason(),
                        session.activity().pageViews(),
                        session.activity().formSubmissions()),
                derived.pages(),
                session.arrival().campaign(),
                WebContext.UNKNOWN,
                derived.personId(),
                derived.carriedOverSessionId(),
                null);
    }
}
