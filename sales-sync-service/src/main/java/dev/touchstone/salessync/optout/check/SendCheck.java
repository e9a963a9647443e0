package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.remote.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state machine S6: what becomes of a send. Pure.
 *
 * <p><b>Boundaries:</b> the mirror decides while it is at most 120 seconds old; an answer that allows is used for 120 seconds, unless
 * there is a sign of an unsubscribe; one that blocks is used for 24 hours; a deferred send waits at most 4 hours from its first
 * attempt.
 *
 * <p><b>Source:</b> R-C-1 to R-C-6, R-U-11, section 2.6 of the specification. An erased person is blocked whatever the template, and
 * an opt-out here counts also while the check of Marketo is off.
 */
final class SendCheck {
    static final Duration FRESH = Duration.ofMinutes(2);
    static final Duration ALLOW_LIFE = Duration.ofMinutes(2);
    static final Duration BLOCK_LIFE = Duration.ofDays(1);
    static final Duration STALE_LIMIT = Duration.ofDays(1);
    static final Duration PATIENCE = Duration.ofHours(4);

    /** Up to 15 seconds at first, up to 5 minutes from the sixth attempt on. */
    private static final RetryPolicy BACKOFF = new RetryPolicy(Duration.ofSeconds(15), Duration.ofMinutes(5));

    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

    private SendCheck() {}

    /** What can be said at once. */
    sealed interface Step {
        /** All is said. */
        record Decided(SendDecision decision) implements Step {}

        /** Marketo has to be asked. */
        record Ask() implements Step {}

        /** Marketo would have to be asked and must not be. */
        record Unanswerable() implements Step {}
    }

    /** What can be said without asking Marketo. */
    static Step begin(RecipientFacts facts, SendContext context, Instant now) {
        CheckSettings settings = context.settings();
        if (settings.blocks(facts.address().domain())) {
            return blocked(SendReason.BLOCKED_DOMAIN);
        }
        if (facts.erased()) {
            return blocked(SendReason.ERASED);
        }
        if (context.template().nonCommercial()) {
            return allowed(SendReason.NON_COMMERCIAL);
        }
        if (facts.out()) {
            return blocked(SendReason.SALES_OPT_OUT);
        }
        if (!settings.enabled()) {
            return allowed(SendReason.CHECK_OFF);
        }
        return fromMirror(facts.mirror(), settings.mode(), now)
                .or(() -> settings.mode() == CheckMode.MIRROR_ONLY ? Optional.empty() : fromMemory(facts, now))
                .<Step>map(Step.Decided::new)
                .orElseGet(() -> settings.mode() == CheckMode.MIRROR_ONLY ? new Step.Unanswerable() : new Step.Ask());
    }

    private static Step blocked(SendReason reason) {
        return new Step.Decided(SendDecision.of(SendOutcome.BLOCKED, reason));
    }

    private static Step allowed(SendReason reason) {
        return new Step.Decided(SendDecision.of(SendOutcome.ALLOWED, reason));
    }

    /** Whom the mirror does not know, it knows not to be unsubscribed; Marketo may know more. */
    private static Optional<SendDecision> fromMirror(Mirror mirror, CheckMode mode, Instant now) {
        boolean asked = mode == CheckMode.MIRROR_ONLY || (mode == CheckMode.HYBRID && mirror.known());
        return mirror.asOf(now, FRESH).filter(at -> asked).map(at -> new Answer(kind(mirror), at).decision());
    }

    private static Answer.Kind kind(Mirror mirror) {
        if (!mirror.known()) {
            return Answer.Kind.UNKNOWN;
        }
        return mirror.unsubscribed() ? Answer.Kind.UNSUBSCRIBED : Answer.Kind.SUBSCRIBED;
    }

    private static Optional<SendDecision> fromMemory(RecipientFacts facts, Instant now) {
        return facts.remembered()
                .filter(answer -> answer.allows()
                        ? !facts.mirror().signalsUnsubscribe() && isYounger(answer, ALLOW_LIFE, now)
                        : isYounger(answer, BLOCK_LIFE, now))
                .map(Answer::decision);
    }

    private static boolean isYounger(Answer answer, Duration life, Instant now) {
        return answer.seenAt().plus(life).isAfter(now);
    }

    /**
     * What is said when Marketo gave no answer.
     *
     * @param random from 0 inclusive to 1 exclusive
     */
    static SendDecision unanswered(RecipientFacts facts, SendContext context, Instant now, double random) {
        if (context.purpose() == SendPurpose.ONE_TO_ONE) {
            Mirror mirror = facts.mirror();
            boolean staleAllows = context.settings().staleAllowed()
                    && mirror.known()
                    && !mirror.unsubscribed()
                    && mirror.asOf(now, STALE_LIMIT).isPresent();
            return staleAllows
                    ? SendDecision.of(SendOutcome.ALLOWED, SendReason.STALE_ALLOWED)
                    : SendDecision.of(SendOutcome.BLOCKED, SendReason.CHECK_UNAVAILABLE);
        }
        Instant since = facts.deferred()
                .map(RetryToken::since)
                .filter(at -> at.isBefore(now))
                .orElse(now);
        int attempts = facts.deferred().map(RetryToken::attempts).orElse(0);
        Duration left = Duration.between(now, since.plus(PATIENCE));
        if (left.compareTo(SHORTEST_DELAY) < 0) {
            return SendDecision.of(SendOutcome.BLOCKED, SendReason.CHECK_UNAVAILABLE);
        }
        Duration delay = BACKOFF.delay(attempts, random, Optional.of(SHORTEST_DELAY));
        RetryToken token = new RetryToken(since, Math.min(attempts + 1, RetryToken.MAX_ATTEMPTS));
        return SendDecision.deferred(token, delay.compareTo(left) < 0 ? delay : left);
    }
}
