/**
 * What could not be done for good, grouped by cause, until an operator has mended the cause and gives it back. Packages that give
 * up on something put a letter here in the transaction in which they give up, and say how it is tried again
 * ({@link dev.touchstone.salessync.diagnostic.DeadLetterOwner}). Sentences hold no personal data. {@code DeadLetter},
 * {@code Redaction}, {@code StoredLetter}, {@code CauseCount}, {@code Retry} and {@code DiagnosticSheet} are pure.
 */
@NullMarked
package dev.touchstone.salessync.diagnostic;

import org.jspecify.annotations.NullMarked;
