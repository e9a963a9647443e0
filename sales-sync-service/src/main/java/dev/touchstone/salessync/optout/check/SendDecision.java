package dev.touchstone.salessync.optout.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a mail may be sent to one recipient. Pure.
 *
 * @param outcome whether
 * @param reason why
 * @param seenAt when what Marketo says was seen there, UTC; empty if it was not looked at
 * @param retry of a deferred one, when to ask again; else empty
 */
public record SendDecision(SendOutcome outcome, SendReason reason, Optional<Instant> seenAt, Optional<Retry> retry) {
    /**
     * When to ask again.
     *
     * @param token to be sent with the next attempt
     * @param delay how long to wait
     */
    public record Retry(RetryToken token, Duration delay) {}

    public SendDecision {
        if ((outcome == SendOutcome.DEFERRED) != retry.isPresent()) {
            throw new IllegalArgumentException("what is deferred, and nothing else, says when to ask again");
        }
    }

    static SendDecision of(SendOutcome outcome, SendReason reason) {
        return new SendDecision(outcome, reason, Optional.empty(), Optional.empty());
    }

    static SendDecision seen(SendOutcome outcome, SendReason reason, Instant seenAt) {
        return new SendDecision(outcome, reason, Optional.of(seenAt), Optional.empty());
    }

    static SendDecision deferred(RetryToken token, Duration delay) {
        return new SendDecision(
                SendOutcome.DEFERRED,
                SendReason.CHECK_UNAVAILABLE,
                Optional.empty(),
                Optional.of(new Retry(token, delay)));
    }
}
