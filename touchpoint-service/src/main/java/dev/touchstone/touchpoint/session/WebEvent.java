package dev.touchstone.touchpoint.session;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did on a tracked site.
 *
 * @param visitorId the browser's or device's id
 * @param eventId made by the client, unique for the visitor
 * @param occurredAt when, UTC, microseconds
 * @param type what
 * @param page the page it happened on
 * @param referrer where the browser came from; null if unknown
 * @param email the address the visitor gave, lower case; null for a page view
 */
public record WebEvent(
        String visitorId,
        String eventId,
        Instant occurredAt,
        WebEventType type,
        PageUrl page,
        @Nullable PageUrl referrer,
        @Nullable String email) {
    /** Time, then id: a total order over the events of one visitor that every machine agrees on. */
    public static final Comparator<WebEvent> BY_TIME =
            Comparator.comparing(WebEvent::occurredAt).thenComparing(WebEvent::eventId);

    public WebEvent {
        if ((email == null) != (type == WebEventType.PAGE_VIEW)) {
            throw new IllegalArgumentException("a page view has no e-mail address, every other event has one: " + type);
        }
    }

    /** True for what counts as activity in a session: page views and form submissions. */
    public boolean isInteraction() {
        return type != WebEventType.IDENTIFICATION;
    }
}
