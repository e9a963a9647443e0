/**
 * The check before a send: blocked domains, the own opt-outs, then what Marketo says, in the mirror or live. When nobody knows, it
 * does not allow. {@code SendCheck} decides and is pure, like the values around it: {@code Answer}, {@code CheckMode},
 * {@code CheckSettings}, {@code Mirror}, {@code RecipientFacts}, {@code RetryToken}, {@code SendContext}, {@code SendDecision},
 * {@code SendOutcome}, {@code SendPurpose}, {@code SendReason}.
 */
@NullMarked
package dev.touchstone.salessync.optout.check;

import org.jspecify.annotations.NullMarked;
