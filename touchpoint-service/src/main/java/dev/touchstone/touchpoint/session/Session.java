package dev.touchstone.touchpoint.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit: interactions of one visitor without a long pause and without an arrival from another source.
 *
 * @param visitorId the visitor
 * @param sessionId computed from the visitor and the first interaction
 * @param beginning how it began
 * @param activity what happened in it
 * @param carriedOver the earlier session whose channel it carries over; null for none
 */
public record Session(
        String visitorId,
        UUID sessionId,
        Beginning beginning,
        Activity activity,
        @Nullable CarriedOver carriedOver) {
    /**
     * How a session began.
     *
     * @param reason why
     * @param first place of the first interaction among the visitor's events
     * @param arrival how the visitor came; its page is the landing page
     * @param contextId circumstances of the first interaction; null if nothing is known
     */
    public record Beginning(
            SessionStartReason reason,
            Moment first,
            Arrival arrival,
            @Nullable UUID contextId) {}

    /**
     * What happened in a session.
     *
     * @param start time of the first interaction
     * @param end time of the last interaction
     * @param pageViews how many page views, clicks on e-mail links included
     * @param formSubmissions how many form-type interactions: forms, chats, and clicks on e-mail links whose reader is known;
     *     those with an ignored address too
     * @param firstForm the first form-type interaction whose address is not ignored; null without one
     */
    public record Activity(
            Instant start,
            Instant end,
            int pageViews,
            int formSubmissions,
            @Nullable FirstForm firstForm) {}

    /**
     * The first form-type interaction of a session: it says whose the session is, and makes its touchpoint a form.
     *
     * @param type which kind
     * @param page the page it happened on
     * @param name name of the form; empty if it has none
     */
    public record FirstForm(FormType type, PageUrl page, String name) {}

    /**
     * The earlier session whose channel a direct session carries over.
     *
     * @param sessionId that session, one that was not direct itself
     * @param arrival how the visitor came then
     */
    public record CarriedOver(UUID sessionId, Arrival arrival) {}

    /** Why it began. */
    public SessionStartReason startReason() {
        return beginning.reason();
    }

    /** How the visitor came. */
    public Arrival arrival() {
        return beginning.arrival();
    }

    /** The arrival that decides its channel: its own, or the one of the session whose channel it carries over. */
    public Arrival channelArrival() {
        return carriedOver == null ? beginning.arrival() : carriedOver.arrival();
    }
}
