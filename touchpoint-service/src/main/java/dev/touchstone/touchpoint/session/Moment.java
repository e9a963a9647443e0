package dev.touchstone.touchpoint.session;

import java.time.Instant;

/**
 * A place in the order of one visitor's events. Time alone does not order them: a browser may send two within a millisecond.
 *
 * @param time when
 * @param sequence position in the client's count
 * @param eventId the event
 */
public record Moment(Instant time, int sequence, String eventId) implements Comparable<Moment> {
    /** The place of an event. */
    public static Moment of(WebEvent event) {
        return new Moment(event.occurredAt(), event.detail().sequence(), event.eventId());
    }

    /** The same order as {@link WebEvent#BY_TIME}. */
    @Override
    public int compareTo(Moment other) {
        int order = time.compareTo(other.time);
        order = order == 0 ? Integer.compare(sequence, other.sequence) : order;
        return order == 0 ? eventId.compareTo(other.eventId) : order;
    }

    /** True if it comes before another place. */
    public boolean isBefore(Moment other) {
        return compareTo(other) < 0;
    }
}
