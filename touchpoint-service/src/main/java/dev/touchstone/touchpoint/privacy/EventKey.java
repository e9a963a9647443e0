package dev.touchstone.touchpoint.privacy;

import dev.touchstone.touchpoint.session.WebEvent;
import java.time.Instant;

/**
 * Which web event.
 *
 * @param visitorId its visitor
 * @param occurredAt when, by the client's clock
 * @param eventId the client's id
 */
record EventKey(String visitorId, Instant occurredAt, String eventId) {
    static EventKey of(WebEvent event) {
        return new EventKey(event.visitorId(), event.sentOccurredAt(), event.eventId());
    }
}
