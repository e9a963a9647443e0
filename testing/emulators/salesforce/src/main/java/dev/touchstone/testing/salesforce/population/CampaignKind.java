package dev.touchstone.testing.salesforce.population;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Campaigns. */
record CampaignKind(Population population) implements Kind {
    private static final String[] TYPE = {"Conference", "Webinar", "Trade Show", "Email", "Advertisement"};

    @Override
    public String type() {
        return "Campaign";
    }

    @Override
    public String keyPrefix() {
        return "701";
    }

    @Override
    public int count() {
        return population.counts().campaigns();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        LocalDate start =
                population.from().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(ordinal % 700);
        return switch (field) {
            case "Name" -> TYPE[kind(ordinal)] + " " + ordinal;
            case "Type" -> TYPE[kind(ordinal)];
            case "Status" -> ordinal % 3 == 0 ? "Completed" : "In Progress";
            case "IsActive" -> ordinal % 3 != 0;
            case "StartDate" -> start;
            case "EndDate" -> start.plusDays(14);
            case "ActualCost" -> population.part(type(), ordinal, 5, 100_000) * 1.0;
            case "OwnerId" -> population.user(type(), ordinal);
            default -> null;
        };
    }

    private int kind(int ordinal) {
        return population.part(type(), ordinal, 3, TYPE.length);
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        return field.equals("OwnerId") ? Optional.empty() : Optional.of(IntStream.empty());
    }
}
