package dev.touchstone.touchpoint.derive;

import dev.touchstone.touchpoint.mark.MarkStore;
import dev.touchstone.touchpoint.mark.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Campaigns → the people who are in them. */
@ApplicationScoped
class ExpandCampaigns implements DerivationStep {
    private final MarkStore marks;
    private final DerivationSettings settings;

    ExpandCampaigns(MarkStore marks, DerivationSettings settings) {
        this.marks = marks;
        this.settings = settings;
    }

    @Override
    public Queue queue() {
        return Queue.CAMPAIGN;
    }

    @Override
    public int batchSize() {
        return settings.batchSize();
    }

    @Override
    public void derive(List<String> campaignIds) {
        marks.markMembersOf(campaignIds);
    }
}
