package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import java.util.Optional;

/**
 * What is known of a recipient before Marketo is asked. Pure.
 *
 * @param address the address
 * @param out whether they are out here: the address, the person, or somebody else who has the address
 * @param erased whether they are out because the person was erased
 * @param mirror what the store knows from the sync of people
 * @param remembered what Marketo said lately; empty if it was not asked
 * @param deferred since when the send waits; empty at the first attempt
 */
record RecipientFacts(
        EmailAddress address,
        boolean out,
        boolean erased,
        Mirror mirror,
        Optional<Answer> remembered,
        Optional<RetryToken> deferred) {}
