package dev.touchstone.touchpoint.impact;

import dev.touchstone.touchpoint.generate.MappingKeyKind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands in the channel NULL, which means "should not be here" (requirement, section 4.5). */
interface NullCampaignStore {
    /**
     * A campaign there.
     *
     * @param kind kind of its mapping keys
     * @param campaign campaign name; may be empty
     * @param medium medium, which is the type of a CRM campaign; may be empty
     * @param subchannel subchannel; empty for none
     * @param rowNumber the row that put it there
     * @param place its touchpoints, and its first key
     */
    record NullCampaign(
            MappingKeyKind kind, String campaign, String medium, String subchannel, int rowNumber, Place place) {}

    /**
     * A place in the list: most touchpoints first, then by key.
     *
     * @param touchpoints how many
     * @param firstKey the first of the keys
     */
    record Place(long touchpoints, UUID firstKey) {}

    /** Campaigns after a place; null from the beginning. */
    List<NullCampaign> list(@Nullable Place after, int limit);
}
