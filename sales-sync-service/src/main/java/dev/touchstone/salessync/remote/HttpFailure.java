package dev.touchstone.salessync.remote;

/** Ends an exchange that brought no answer that can be used. Carries no stack trace and nothing of the request or the answer. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What there was instead of an answer. */
    public enum Kind {
        /** No connection: the request was not sent, so nothing can have been executed. */
        NOT_SENT,
        /** The request may have arrived; its answer did not, or not to its end. */
        NO_ANSWER,
        /** The answer is above the limit and was not read. */
        TOO_LARGE,
        /** The answer is not JSON, as the page of a proxy is not. */
        NOT_JSON
    }

    /**
     * @param what what came instead, in a few words that are safe to log
     */
    public HttpFailure(Kind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }

    /** What there was instead of an answer. */
    public Kind kind() {
        return kind;
    }

    /** The same in a few words, safe to log. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
