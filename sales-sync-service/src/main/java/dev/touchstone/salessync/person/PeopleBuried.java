package dev.touchstone.salessync.person;

import java.util.List;

/**
 * Says, within the transaction that stores it, that people were deleted in Marketo. Their fields are kept for as long as their
 * tombstones are.
 *
 * @param marketoIds the people; some may never have been here, or may be there after all
 */
public record PeopleBuried(List<Long> marketoIds) {
    public PeopleBuried {
        marketoIds = List.copyOf(marketoIds);
    }
}
