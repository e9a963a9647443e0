package dev.touchstone.salessync.person;

import java.util.List;

/**
 * Says, within the transaction that will store it, that people are about to have another e-mail address, or none. They still have
 * the old one then.
 *
 * @param marketoIds the people
 */
public record AddressesChanging(List<Long> marketoIds) {
    public AddressesChanging {
        marketoIds = List.copyOf(marketoIds);
    }
}
