package dev.touchstone.touchpoint.collect.segment;

import dev.touchstone.touchpoint.collect.SentEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message of the Segment API means here.
 *
 * <p><b>Source:</b> Segment, "Spec: Common Fields", "Page", "Identify" and "Track".
 */
sealed interface SegmentMessage {
    /**
     * An event.
     *
     * @param sent the event
     * @param sentAt the client's clock when it sent the message; null if it does not say
     * @param userAgent of the browser that it was about; empty if it does not say
     * @param address the IP address of that browser; empty if it does not say
     */
    record Event(SentEvent sent, @Nullable Instant sentAt, String userAgent, String address)
            implements SegmentMessage {}

    /**
     * Right, but nothing that touchpoints are made of.
     *
     * @param type what it is counted as
     */
    record Ignored(String type) implements SegmentMessage {}
}
