package dev.touchstone.touchpoint.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bulk update of touchpoint dates.
 *
 * @param ordinal from 1 upwards, in the order of the updates
 * @param request what was asked for
 * @param memberCount members it took
 * @param changedMemberCount members of them that had another date before
 * @param createdAt when it was made
 * @param undoneAt when it was taken back; null if it was not
 */
record DateUpdate(
        long ordinal,
        Request request,
        long memberCount,
        long changedMemberCount,
        Instant createdAt,
        @Nullable Instant undoneAt) {
    /**
     * What was asked for.
     *
     * @param updateId the client's request id
     * @param filter the filter as one line of text, or the campaigns' ids
     * @param touchpointAt the date
     * @param author who
     * @param note why; empty if nothing was said
     */
    record Request(UUID updateId, String filter, Instant touchpointAt, String author, String note) {}

    /**
     * A member whose date an update changes.
     *
     * @param campaignMemberId the member
     * @param campaignId its campaign
     * @param previouslyAt its date before; null if there was none
     */
    record Change(
            String campaignMemberId,
            String campaignId,
            @Nullable Instant previouslyAt) {}
}
