package dev.touchstone.touchpoint.campaign;

import java.util.List;
import java.util.Optional;

/** Where campaigns are read. */
interface CampaignStore {
    /** A campaign that the CRM has; empty if it was never received or was deleted. */
    Optional<CampaignView> find(String campaignId);

    /**
     * Campaigns that the CRM has, by id.
     *
     * @param after only those after this id; empty for the first ones
     * @param limit at most so many
     */
    List<CampaignView> list(String after, int limit);
}
