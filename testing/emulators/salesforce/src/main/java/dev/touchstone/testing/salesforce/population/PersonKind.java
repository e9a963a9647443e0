package dev.touchstone.testing.salesforce.population;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Contacts or leads. One in 97 has no address, one in 20 opted out.
 *
 * @param contacts true for contacts
 */
record PersonKind(Population population, boolean contacts) implements Kind {
    private static final String[] TITLE = {
        "CEO", "CTO", "Head of Purchasing", "Sales Manager", "Marketing Director", "Engineer", "Consultant", "Analyst"
    };
    private static final String[] SOURCE = {"Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"};
    private static final String[] STATUS = {"Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"};

    @Override
    public String type() {
        return contacts ? "Contact" : "Lead";
    }

    @Override
    public String keyPrefix() {
        return contacts ? "003" : "00Q";
    }

    @Override
    public int count() {
        return contacts ? population.counts().contacts() : population.counts().leads();
    }

    private String host() {
        return contacts ? "example.test" : "lead.example.test";
    }

    @Override
    public @Nullable Object value(int ordinal, String field) {
        Names names = new Names(population);
        return switch (field) {
            case "FirstName" -> names.given(type(), ordinal);
            case "LastName" -> names.family(type(), ordinal);
            case "Name" -> names.full(type(), ordinal);
            case "Email" -> part(ordinal, 18, 97) == 0 ? null : names.email(type(), ordinal, host());
            case "Phone" -> part(ordinal, 2, 3) == 0 ? null : "+1 555 %07d".formatted(part(ordinal, 2, 10_000_000));
            case "Title" -> TITLE[part(ordinal, 3, TITLE.length)];
            case "LeadSource" -> SOURCE[part(ordinal, 4, SOURCE.length)];
            case "HasOptedOutOfEmail" -> part(ordinal, 9, 20) == 0;
            case "OwnerId" -> population.user(type(), ordinal);
            default -> contacts ? ofContact(ordinal, field) : ofLead(ordinal, field);
        };
    }

    private @Nullable Object ofContact(int ordinal, String field) {
        return switch (field) {
            case "AccountId" -> SalesforceIds.of("001", population.accountOf(ordinal));
            case "MailingCountry" -> "Germany";
            default -> null;
        };
    }

    private @Nullable Object ofLead(int ordinal, String field) {
        return switch (field) {
            case "Company" -> new Names(population).company(ordinal);
            case "Status" -> STATUS[part(ordinal, 6, STATUS.length)];
            case "Country" -> "Germany";
            default -> null;
        };
    }

    @Override
    public Optional<IntStream> candidates(String field, Object value) {
        return switch (field) {
            case "Email" -> Optional.of(Kind.every(Names.numberIn(value.toString(), host()), count(), count()));
            case "AccountId" ->
                Optional.of(Kind.every(number("001", value), population.counts().accounts(), count()));
            case "OwnerId" -> Optional.empty();
            default -> Optional.of(IntStream.empty());
        };
    }

    private int part(int ordinal, int purpose, int bound) {
        return population.part(type(), ordinal, purpose, bound);
    }

    /** The number in an id of this type; -1 if it is none of the computed ones. */
    static int number(String keyPrefix, Object id) {
        long number = SalesforceIds.number(keyPrefix, id.toString()).orElse(-1);
        return number > Integer.MAX_VALUE ? -1 : (int) number;
    }
}
