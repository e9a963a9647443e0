package dev.touchstone.salessync.marketo;

/** Ends a call that brought no answer. Carries no stack trace and nothing of the request. */
public final class MarketoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient MarketoError error;

    public MarketoFailure(MarketoError error) {
        super(error.sentence(), null, false, false);
        this.error = error;
    }

    /** Why. */
    public MarketoError error() {
        return error;
    }
}
