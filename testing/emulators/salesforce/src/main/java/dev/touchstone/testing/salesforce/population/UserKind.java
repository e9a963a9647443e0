package dev.touchstone.testing.salesforce.population;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sellers. */
record UserKind(Population population) implements Kind {
    private static final String HOST = "seller.example";

    @Override
    public String type() {
        return "User";
    }

    @Override
    public String keyPrefix() {
        return "005";
    }

    @Override
    public int count() {
        return population.counts().users();
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        Names names = new Names(population);
        return switch (field) {
            case "Username", "Email" -> names.email(type(), ordinal, HOST);
            case "FirstName" -> names.given(type(), ordinal);
            case "LastName" -> names.family(type(), ordinal);
            case "Name" -> names.full(type(), ordinal);
            case "IsActive" -> true;
            case "UserType" -> "Standard";
            case "TimeZoneSidKey" -> "America/Los_Angeles";
            case "LocaleSidKey" -> "en_US";
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        boolean address = field.equals("Username") || field.equals("Email");
        return Optional.of(
                address ? Kind.every(Names.numberIn(value.toString(), HOST), count(), count()) : IntStream.empty());
    }
}
