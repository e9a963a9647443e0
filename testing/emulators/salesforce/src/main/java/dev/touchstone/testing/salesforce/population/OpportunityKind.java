package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.salesforce.schema.Stages;
import dev.touchstone.testing.salesforce.schema.Stages.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Opportunities, dealt out to accounts in rounds. They have no history. */
record OpportunityKind(Population population) implements Kind {
    @Override
    public String type() {
        return "Opportunity";
    }

    @Override
    public String keyPrefix() {
        return "006";
    }

    @Override
    public int count() {
        return population.counts().opportunities();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        Stage stage = Stages.STANDARD.get(population.part(type(), ordinal, 3, Stages.STANDARD.size()));
        return switch (field) {
            case "Name" -> "Deal " + ordinal;
            case "AccountId" -> SalesforceIds.of("001", account(ordinal));
            case "StageName" -> stage.name();
            case "Probability" -> (double) stage.probability();
            case "IsClosed" -> stage.closed();
            case "IsWon" -> stage.won();
            case "ForecastCategory" -> !stage.closed() ? "Pipeline" : stage.won() ? "Closed" : "Omitted";
            case "Amount" -> 100.0 * (1 + population.part(type(), ordinal, 4, 5_000));
            case "CloseDate" ->
                Instant.ofEpochSecond(population.stampOf(ordinal, count()))
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(population.part(type(), ordinal, 5, 120));
            case "OwnerId" -> population.user(type(), ordinal);
            default -> null;
        };
    }

    int account(int ordinal) {
        return ordinal % population.counts().accounts();
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        return switch (field) {
            case "AccountId" ->
                Optional.of(Kind.every(
                        PersonKind.number("001", value), population.counts().accounts(), count()));
            case "OwnerId" -> Optional.empty();
            default -> Optional.of(IntStream.empty());
        };
    }
}
