package dev.touchstone.salessync.salesforce.event.stream;

/** Ends a call beside the stream. Carries no stack trace. */
public final class StreamFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StreamEnd end;

    public StreamFailure(StreamEnd end) {
        super(end.sentence(), null, false, false);
        this.end = end;
    }

    /** Why. */
    public StreamEnd end() {
        return end;
    }
}
