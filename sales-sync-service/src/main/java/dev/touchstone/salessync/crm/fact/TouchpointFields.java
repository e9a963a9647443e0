package dev.touchstone.salessync.crm.fact;

import java.util.List;

/**
 * Where an organisation says whose memberships become touchpoints: API names of custom fields, which it may lack. Pure.
 *
 * @param syncType of a campaign, a picklist: whose memberships become touchpoints
 * @param startDate of a campaign: members added before make none
 * @param endDate of a campaign: members added after make none
 * @param touchpointTime of a campaign member: the touchpoint's date or time that somebody set
 */
public record TouchpointFields(String syncType, String startDate, String endDate, String touchpointTime) {
    /** Those of an object. */
    List<String> of(CrmObject object) {
        return switch (object) {
            case CAMPAIGN -> List.of(syncType, startDate, endDate);
            case CAMPAIGN_MEMBER -> List.of(touchpointTime);
            default -> List.of();
        };
    }
}
