package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One contact role for each opportunity: the first contact of its account. */
record RoleKind(Population population) implements Kind {
    @Override
    public String type() {
        return "OpportunityContactRole";
    }

    @Override
    public String keyPrefix() {
        return "00K";
    }

    @Override
    public int count() {
        return population.counts().opportunities();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        return switch (field) {
            case "OpportunityId" -> SalesforceIds.of("006", ordinal);
            // The contact with the number of an account is one of that account.
            case "ContactId" -> SalesforceIds.of("003", new OpportunityKind(population).account(ordinal));
            case "Role" -> "Decision Maker";
            case "IsPrimary" -> true;
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        int accounts = population.counts().accounts();
        return Optional.of(
                switch (field) {
                    case "OpportunityId" -> Kind.every(PersonKind.number("006", value), Math.max(1, count()), count());
                    case "ContactId" -> {
                        int contact = PersonKind.number("003", value);
                        yield contact < accounts ? Kind.every(contact, accounts, count()) : IntStream.empty();
                    }
                    default -> IntStream.empty();
                });
    }
}
