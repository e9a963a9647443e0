package dev.touchstone.touchpoint.campaign;

import dev.touchstone.touchpoint.generate.SyncType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the CRM last had it.
 *
 * @param campaignId the CRM's id
 * @param name its name
 * @param type its type; empty if it has none
 * @param syncType whose memberships count
 * @param status its status; empty if it has none
 * @param createdAt when the CRM created it; null if unknown
 * @param days its days
 * @param memberCount how many are in it
 */
record CampaignView(
        String campaignId,
        String name,
        String type,
        SyncType syncType,
        String status,
        @Nullable Instant createdAt,
        Days days,
        long memberCount) {
    /**
     * Days of a campaign, {@code YYYY-MM-DD}; empty if unknown or without bound.
     *
     * @param start its first
     * @param end its last
     * @param touchpointStart members added before make no touchpoint
     * @param touchpointEnd members added after make no touchpoint
     */
    record Days(String start, String end, String touchpointStart, String touchpointEnd) {}
}
