package dev.touchstone.testing.salesforce.org;

/** Ends a read or a query with an error. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String errorCode;

    /**
     * A refusal.
     *
     * @param errorCode Salesforce's code, {@code MALFORMED_QUERY}
     * @param message what a person is told
     */
    public Refusal(String errorCode, String message) {
        super(message, null, false, false);
        this.errorCode = errorCode;
    }

    /** Salesforce's code. */
    public String errorCode() {
        return errorCode;
    }

    /** What a person is told. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
