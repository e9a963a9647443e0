package dev.touchstone.salessync.marketo;

/** How a call ended, as far as the pace of the others is concerned. Pure. */
public enum CallOutcome {
    /** Marketo answered, be it with an error of the call's own. */
    ANSWERED,
    /** Marketo answered with an error of the call's own that it does not charge for: 601, 602, 604, 605, 611. */
    ANSWERED_FREE,
    /** No answer that is one: no connection, HTTP 5xx, HTML, 614, 713. */
    FAILED,
    /** The same, and Marketo does not charge for it: 608. */
    FAILED_FREE,
    /** 606. */
    RATE_EXCEEDED,
    /** 615. */
    TOO_CONCURRENT,
    /** 607. */
    QUOTA_USED_UP;

    /** True if Marketo does not count the call. */
    public boolean isFree() {
        return this == ANSWERED_FREE || this == FAILED_FREE;
    }

    /** True if it speaks for an outage. */
    public boolean isFailure() {
        return this == FAILED || this == FAILED_FREE;
    }

    /** The outcome of a call that ended with a code. */
    static CallOutcome ofCode(String code) {
        return switch (code) {
            case "606" -> RATE_EXCEEDED;
            case "615" -> TOO_CONCURRENT;
            case "607" -> QUOTA_USED_UP;
            case "601", "602", "604", "605", "611" -> ANSWERED_FREE;
            case "608" -> FAILED_FREE;
            case "614", "713" -> FAILED;
            default -> ANSWERED;
        };
    }
}
