package dev.touchstone.salessync.person;

import java.util.List;

/**
 * Says, within the transaction that stores it, that people were read of whom at least one is new or has changed.
 *
 * @param marketoIds all who were read together; one who does not qualify may have no row
 */
public record PeopleWritten(List<Long> marketoIds) {
    public PeopleWritten {
        marketoIds = List.copyOf(marketoIds);
    }
}
