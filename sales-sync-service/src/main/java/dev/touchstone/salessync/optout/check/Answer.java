package dev.touchstone.salessync.optout.check;

import java.time.Instant;

/**
 * What Marketo says of an address. Pure.
 *
 * @param kind what
 * @param seenAt when it was asked, UTC
 */
record Answer(Kind kind, Instant seenAt) {
    /** What Marketo says. */
    enum Kind {
        /** It has records with the address, none of them unsubscribed. */
        SUBSCRIBED(SendOutcome.ALLOWED, SendReason.SUBSCRIBED),
        /** It has no record with the address. */
        UNKNOWN(SendOutcome.ALLOWED, SendReason.UNKNOWN_ADDRESS),
        /** A record with the address is unsubscribed. */
        UNSUBSCRIBED(SendOutcome.BLOCKED, SendReason.MARKETING_OPT_OUT),
        /** It has more records than it gives, cannot look the address up, or does not say whether one is unsubscribed. */
        INCONCLUSIVE(SendOutcome.BLOCKED, SendReason.CHECK_INCONCLUSIVE);

        private final SendOutcome outcome;
        private final SendReason reason;

        Kind(SendOutcome outcome, SendReason reason) {
            this.outcome = outcome;
            this.reason = reason;
        }
    }

    boolean allows() {
        return kind.outcome == SendOutcome.ALLOWED;
    }

    SendDecision decision() {
        return SendDecision.seen(kind.outcome, kind.reason, seenAt);
    }
}
