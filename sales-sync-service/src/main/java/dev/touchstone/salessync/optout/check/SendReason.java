package dev.touchstone.salessync.optout.check;

/** Why a mail may be sent or not. */
public enum SendReason {
    /** Marketo has the address and no record of it is unsubscribed. */
    SUBSCRIBED("no record with this address is unsubscribed in Marketo"),
    /** Marketo does not have the address. */
    UNKNOWN_ADDRESS("Marketo does not know this address"),
    /** The template needs no consent. */
    NON_COMMERCIAL("the template needs no consent; opt-outs were not looked at"),
    /** The check is off. */
    CHECK_OFF("the check against Marketo is off"),
    /** Marketo cannot be asked, and what the mirror says is taken instead. */
    STALE_ALLOWED("Marketo cannot be asked; the mirror, less than 24 hours old, says subscribed"),
    /** Opted out here. */
    SALES_OPT_OUT("opted out of sales mail"),
    /** Unsubscribed in Marketo. */
    MARKETING_OPT_OUT("a record with this address is unsubscribed in Marketo"),
    /** Marketo cannot be asked. */
    CHECK_UNAVAILABLE("Marketo cannot be asked whether the address is unsubscribed"),
    /** Marketo cannot tell. */
    CHECK_INCONCLUSIVE("Marketo has too many records with this address to tell, or cannot look it up"),
    /** Nothing is sent to the domain. */
    BLOCKED_DOMAIN("nothing is sent to this domain"),
    /** The person was erased. */
    ERASED("the person was erased on request");

    private final String sentence;

    SendReason(String sentence) {
        this.sentence = sentence;
    }

    /** One sentence without a full stop and without personal data. */
    public String sentence() {
        return sentence;
    }
}
