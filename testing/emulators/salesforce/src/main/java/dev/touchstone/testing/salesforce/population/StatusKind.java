package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The two statuses of each campaign: sent, and responded. */
record StatusKind(Population population) implements Kind {
    private static final int EACH = 2;

    @Override
    public String type() {
        return "CampaignMemberStatus";
    }

    @Override
    public String keyPrefix() {
        return "01Y";
    }

    @Override
    public int count() {
        return population.counts().campaigns() * EACH;
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        boolean responded = ordinal % EACH == 1;
        return switch (field) {
            case "CampaignId" -> SalesforceIds.of("701", ordinal / EACH);
            case "Label" -> responded ? "Responded" : "Sent";
            case "SortOrder" -> ordinal % EACH + 1;
            case "IsDefault" -> !responded;
            case "HasResponded" -> responded;
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        int campaign = field.equals("CampaignId") ? PersonKind.number("701", value) : -1;
        return Optional.of(
                campaign < 0
                        ? IntStream.empty()
                        : IntStream.range(campaign * EACH, campaign * EACH + EACH)
                                .filter(ordinal -> ordinal < count()));
    }
}
