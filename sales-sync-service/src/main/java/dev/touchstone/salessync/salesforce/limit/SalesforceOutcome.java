package dev.touchstone.salessync.salesforce.limit;

/** How a call ended, as far as the pace of the others is concerned. Pure. */
public enum SalesforceOutcome {
    /** Salesforce answered, be it with an error of the call's own. */
    ANSWERED,
    /** No answer that is one: no connection, HTTP 5xx, a page of HTML, SERVER_UNAVAILABLE. */
    FAILED,
    /** Too many long calls at a time. */
    TOO_CONCURRENT,
    /** No requests are left in the last 24 hours. */
    QUOTA_USED_UP;

    /** True if it speaks for an outage. */
    public boolean isFailure() {
        return this == FAILED;
    }
}
