package dev.touchstone.testing.marketo.lead;

import dev.touchstone.testing.emulator.SalesforceIds;
import dev.touchstone.testing.marketo.http.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A person of a {@link Population}. One in 50 has a company or title with quotes, commas, line ends or wide characters, one in
 * 400 shares the e-mail address of the person before, one in 97 has none, and some are called Null.
 */
record GeneratedLead(Population population, int ordinal) implements Lead {
    private static final String LEAD = "00Q";
    private static final String CONTACT = "003";
    private static final int PEOPLE_PER_COMPANY = 20;
    private static final int SELLERS = 100;
    private static final String[] GIVEN = {
        "Ann", "Bela", "Carlos", "Dana", "Emma", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Kirsten", "Lea", "Mehmet",
        "Nora", "Omar", "Petra", "Quentin", "Rosa", "Sven", "Tara", "Ulla", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe"
    };
    private static final String[] FAMILY = {
        "Abe", "Becker", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanov", "Jones", "Kim", "Lopez",
        "Moreau", "Nilsson", "Okafor", "Patel", "Quinn", "Rossi", "Silva", "Tanaka", "Unger", "Varga", "Weber", "Young"
    };
    private static final String[] TITLE = {
        "CEO", "CTO", "Head of Purchasing", "Sales Manager", "Marketing Director", "Engineer", "Consultant", "Analyst"
    };
    private static final String[] SOURCE = {"Web", "Trade show", "Referral", "Partner", "Purchased list"};
    private static final String[] ODD = {
        "Said \"No\", Inc.", "東京電力ホールディングス", "Two\r\nLines Ltd", "Smith, Smith & Söhne", "Ünïcødé 😀 GmbH", "\"Quoted\""
    };

    @Override
    public long id() {
        return population.idOf(ordinal);
    }

    @Override
    public Instant createdAt() {
        return population.createdAt(ordinal);
    }

    @Override
    public Instant updatedAt() {
        return createdAt().plusSeconds(part(5, 30 * 86_400));
    }

    @Override
    public @Nullable Object value(String field) {
        return switch (field) {
            case "id" -> id();
            case "firstName" -> GIVEN[part(1, GIVEN.length)];
            case "lastName" -> lastName();
            case "email" -> email(population, ordinal);
            case "phone" -> part(2, 3) == 0 ? null : "+1 555 %07d".formatted(part(2, 10_000_000));
            case "title" -> odd() && part(6, 2) == 0 ? ODD[part(7, ODD.length)] : TITLE[part(3, TITLE.length)];
            case "company" -> company();
            case "leadSource" -> SOURCE[part(4, SOURCE.length)];
            case "linkedInProfileURL" -> part(8, 2) == 0 ? null : "https://www.linkedin.example/in/" + ordinal;
            case "createdAt" -> Times.zulu(createdAt());
            case "updatedAt" -> Times.zulu(updatedAt());
            case "unsubscribed" -> part(9, 20) == 0;
            case "emailInvalid" -> part(10, 50) == 0;
            default -> crmValue(field);
        };
    }

    /** What the CRM knows: nothing, a lead, a contact, or a lead that was converted. */
    private @Nullable Object crmValue(String field) {
        int flaw = population.qualifies(ordinal) ? -1 : part(11, 4);
        if (flaw == 0) {
            return field.equals("sfdcIsDeleted") ? Boolean.FALSE : null;
        }
        int kind = part(12, 10);
        return switch (field) {
            case "sfdcLeadId" -> kind < 6 ? SalesforceIds.of(LEAD, ordinal) : null;
            case "sfdcContactId" -> kind >= 5 ? SalesforceIds.of(CONTACT, ordinal) : null;
            case "sfdcAccountId" -> kind >= 5 ? SalesforceIds.of("001", companyNumber()) : null;
            case "sfdcOpptyId" -> kind == 9 ? SalesforceIds.of("006", ordinal) : null;
            case "sfdcType" -> kind < 5 ? "Lead" : "Contact";
            case "sfdcLeadOwnerId" -> flaw == 2 ? null : SalesforceIds.of(flaw == 1 ? "00G" : "005", part(13, SELLERS));
            case "sfdcIsDeleted" -> flaw == 3;
            default -> null;
        };
    }

    private String lastName() {
        return part(14, 5_000) == 0 ? "Null" : FAMILY[part(15, FAMILY.length)];
    }

    private String company() {
        return odd() && part(6, 2) == 1
                ? ODD[part(7, ODD.length)]
                : FAMILY[companyNumber() % FAMILY.length] + " Industries " + companyNumber();
    }

    private int companyNumber() {
        return part(16, Math.max(1, population.count() / PEOPLE_PER_COMPANY));
    }

    private boolean odd() {
        return part(17, 50) == 0;
    }

    /** A number below {@code bound} that belongs to this person and this purpose. */
    private int part(int purpose, int bound) {
        return part(population, ordinal, purpose, bound);
    }

    private static int part(Population population, int ordinal, int purpose, int bound) {
        long mixed = population.hash(ordinal) * (2L * purpose + 1) * 0xD6E8FEB86659FD93L;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), bound);
    }

    private static @Nullable String email(Population population, int ordinal) {
        if (sharesAddress(population, ordinal)) {
            return address(population, ordinal - 1);
        }
        return part(population, ordinal, 18, 97) == 0 ? null : address(population, ordinal);
    }

    private static boolean sharesAddress(Population population, int ordinal) {
        return ordinal > 0 && part(population, ordinal, 19, 400) == 0;
    }

    private static String address(Population population, int ordinal) {
        String given = GIVEN[part(population, ordinal, 1, GIVEN.length)];
        String family = FAMILY[part(population, ordinal, 15, FAMILY.length)];
        return (given + "." + family).toLowerCase(Locale.ROOT) + "." + ordinal + "@example.test";
    }

    /** True if people with a value of this field are found without looking at everybody. */
    static boolean isKey(String field) {
        return field.equals("email") || field.equals("sfdcLeadId") || field.equals("sfdcContactId");
    }

    /** The ordinals of people who may have this value of a key field, two at most. */
    static List<Integer> candidates(Population population, String field, String value) {
        OptionalLong number = switch (field) {
            case "email" -> numberInAddress(value);
            case "sfdcLeadId" -> SalesforceIds.number(LEAD, value);
            case "sfdcContactId" -> SalesforceIds.number(CONTACT, value);
            default -> throw new IllegalArgumentException(field + " is no key");
        };
        if (number.isEmpty() || number.getAsLong() >= population.count()) {
            return List.of();
        }
        int ordinal = (int) number.getAsLong();
        boolean next = field.equals("email") && ordinal + 1 < population.count();
        return next ? List.of(ordinal, ordinal + 1) : List.of(ordinal);
    }

    private static OptionalLong numberInAddress(String address) {
        int at = address.lastIndexOf('@');
        int dot = address.lastIndexOf('.', at);
        if (at < 0 || dot < 0 || at - dot > 9 || at - dot < 2) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(address.substring(dot + 1, at)));
        } catch (NumberFormatException notGenerated) {
            return OptionalLong.empty();
        }
    }
}
