package dev.touchstone.touchpoint.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit: interactions of one visitor without a long pause and without an arrival from another source.
 *
 * @param visitorId the visitor
 * @param sessionId computed from the visitor and the first interaction
 * @param startReason why it began
 * @param arrival how the visitor came; its page is the landing page
 * @param activity what happened in it
 */
public record Session(
        String visitorId, UUID sessionId, SessionStartReason startReason, Arrival arrival, Activity activity) {
    /**
     * What happened in a session.
     *
     * @param start time of the first interaction
     * @param end time of the last interaction
     * @param pageViews how many page views
     * @param formSubmissions how many forms
     * @param firstForm page of the first form; null without one
     */
    public record Activity(
            Instant start,
            Instant end,
            int pageViews,
            int formSubmissions,
            @Nullable PageUrl firstForm) {
        /** The same with one more interaction at the end. */
        Activity with(WebEvent event) {
            boolean form = event.type() == WebEventType.FORM_SUBMISSION;
            return new Activity(
                    start,
                    event.occurredAt(),
                    pageViews + (form ? 0 : 1),
                    formSubmissions + (form ? 1 : 0),
                    firstForm == null && form ? event.page() : firstForm);
        }
    }
}
