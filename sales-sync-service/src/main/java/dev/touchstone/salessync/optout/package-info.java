/**
 * Who does not want mail: an append-only ledger of what was said by whom, and the state that follows from it for each address and
 * each person. No machine moves anybody from out to in; only {@link dev.touchstone.salessync.optout.OptOutFact.Resubscribe}, which
 * names a person, a reason and evidence, does. Addresses are kept as hashes, so that the ledger survives an erasure.
 * {@code EmailAddress}, {@code Subject}, {@code OptOutFact}, {@code UnsubscribeSource}, {@code OptOutState} and
 * {@code LedgerEntry} are pure.
 */
@NullMarked
package dev.touchstone.salessync.optout;

import org.jspecify.annotations.NullMarked;
