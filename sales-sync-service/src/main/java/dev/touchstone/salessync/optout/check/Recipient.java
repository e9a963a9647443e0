package dev.touchstone.salessync.optout.check;

import dev.touchstone.salessync.optout.EmailAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * To whom a mail is to be sent. Pure.
 *
 * @param address the address
 * @param marketoId the person; empty if it is not known
 * @param deferred since when the send waits; empty at the first attempt
 */
public record Recipient(EmailAddress address, OptionalLong marketoId, Optional<RetryToken> deferred) {}
