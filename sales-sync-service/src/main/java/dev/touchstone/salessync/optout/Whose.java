package dev.touchstone.salessync.optout;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose opt-out it is about: an address, a person, or both. Pure.
 *
 * @param address the address; empty if only the person is known
 * @param marketoId the person; empty if only the address is known
 */
public record Whose(Optional<EmailAddress> address, OptionalLong marketoId) {
    public Whose {
        if (address.isEmpty() && marketoId.isEmpty()) {
            throw new IllegalArgumentException("an address or a person has to be named");
        }
    }

    /** An address. */
    public static Whose of(EmailAddress address) {
        return new Whose(Optional.of(address), OptionalLong.empty());
    }

    /** A person, with the address they have in the store. */
    public static Whose ofPerson(long marketoId) {
        return new Whose(Optional.empty(), OptionalLong.of(marketoId));
    }
}
