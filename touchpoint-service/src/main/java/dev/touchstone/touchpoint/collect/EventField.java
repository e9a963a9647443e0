package dev.touchstone.touchpoint.collect;

/** What the fields of an event are called by those who send them. */
public enum EventField {
    /** The browser's or device's id. */
    VISITOR_ID("visitor_id", "visitorId", "anonymousId"),
    /** The client's id of the event. */
    EVENT_ID("event_id", "id", "messageId"),
    /** When it happened. */
    TIME("occur_time", "time", "timestamp"),
    /** What happened. */
    TYPE("type", "type", "type"),
    /** The page it happened on. */
    PAGE_URL("page_url", "url", "context.page.url"),
    /** Where the browser came from. */
    REFERRER_URL("referrer_url", "referrer", "context.page.referrer"),
    /** The address the visitor gave. */
    EMAIL("email", "email", "traits.email"),
    /** The client's count. */
    SEQUENCE("sequence", "seq", "sequence"),
    /** Another id of the visitor. */
    ALIAS("alias", "alias", "previousId"),
    /** A form. */
    FORM("form", "form", "event");

    private final String grpc;
    private final String tag;
    private final String segment;

    EventField(String grpc, String tag, String segment) {
        this.grpc = grpc;
        this.tag = tag;
        this.segment = segment;
    }

    /** Whose words are used. */
    public enum Dialect {
        /** The gRPC contract's. */
        GRPC,
        /** The browser tag's. */
        TAG,
        /** The Segment API's. */
        SEGMENT
    }

    /** The name that a client knows. */
    public String in(Dialect dialect) {
        return switch (dialect) {
            case GRPC -> grpc;
            case TAG -> tag;
            case SEGMENT -> segment;
        };
    }
}
