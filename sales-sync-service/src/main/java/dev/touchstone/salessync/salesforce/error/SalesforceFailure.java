package dev.touchstone.salessync.salesforce.error;

/** Ends a call that brought no answer. Carries no stack trace and nothing of the request. */
public final class SalesforceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient SalesforceError error;

    public SalesforceFailure(SalesforceError error) {
        super(error.sentence(), null, false, false);
        this.error = error;
    }

    /** Why. */
    public SalesforceError error() {
        return error;
    }
}
