package dev.touchstone.salessync.person;

import java.time.Instant;
import java.util.List;

/**
 * Says, within the transaction that stores it, that the tombstones of people are kept no longer: what is still kept about them is
 * to go too, but for their opt-outs.
 *
 * @param marketoIds the people
 * @param goneBefore they were deleted in Marketo before this, UTC
 */
public record PeopleForgotten(List<Long> marketoIds, Instant goneBefore) {
    public PeopleForgotten {
        marketoIds = List.copyOf(marketoIds);
    }
}
