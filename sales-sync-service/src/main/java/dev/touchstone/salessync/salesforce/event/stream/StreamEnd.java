package dev.touchstone.salessync.salesforce.event.stream;

/**
 * Why a stream, or a call beside it, ended. Pure.
 *
 * <p><b>Source:</b> Salesforce, "Pub/Sub API: Handle Errors".
 */
public sealed interface StreamEnd {
    /** Salesforce closed it without an error, as it does when nothing was asked for. */
    record Closed() implements StreamEnd {}

    /** Salesforce does not know the place, or does not keep its events any more. */
    record PlaceRefused(String code) implements StreamEnd {}

    /** The session is over. */
    record SessionOver(String code) implements StreamEnd {}

    /** The topic is not there or may not be read: a person has to change that. */
    record TopicRefused(String code) implements StreamEnd {}

    /** Anything that may be better the next time. */
    record Broken(String code) implements StreamEnd {}

    /** One sentence without a full stop, safe to show. */
    default String sentence() {
        return switch (this) {
            case Closed ignored -> "Salesforce closed the stream";
            case PlaceRefused refused -> "Salesforce does not know our place in the stream (" + refused.code() + ")";
            case SessionOver over -> "the session is over (" + over.code() + ")";
            case TopicRefused refused -> "the topic cannot be read (" + refused.code() + ")";
            case Broken broken -> "the stream broke (" + broken.code() + ")";
        };
    }

    /** The word under which it is counted. */
    default String word() {
        return switch (this) {
            case Closed ignored -> "closed";
            case PlaceRefused ignored -> "place_refused";
            case SessionOver ignored -> "session_over";
            case TopicRefused ignored -> "topic_refused";
            case Broken ignored -> "broken";
        };
    }
}
