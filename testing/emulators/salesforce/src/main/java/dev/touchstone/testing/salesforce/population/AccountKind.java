package dev.touchstone.testing.salesforce.population;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Companies. */
record AccountKind(Population population) implements Kind {
    private static final String[] INDUSTRY = {"Agriculture", "Banking", "Consulting", "Education", "Technology"};

    @Override
    public String type() {
        return "Account";
    }

    @Override
    public String keyPrefix() {
        return "001";
    }

    @Override
    public int count() {
        return population.counts().accounts();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        return switch (field) {
            case "Name" -> new Names(population).company(ordinal);
            case "Industry" -> INDUSTRY[population.part(type(), ordinal, 3, INDUSTRY.length)];
            case "Type" -> population.part(type(), ordinal, 4, 3) == 0 ? "Prospect" : "Customer - Direct";
            case "Website" -> "https://www.company" + ordinal + ".example";
            case "NumberOfEmployees" -> 1 + population.part(type(), ordinal, 5, 10_000);
            case "AnnualRevenue" -> population.part(type(), ordinal, 6, 1_000_000) * 100.0;
            case "OwnerId" -> population.user(type(), ordinal);
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        return field.equals("OwnerId") ? Optional.empty() : Optional.of(IntStream.empty());
    }
}
