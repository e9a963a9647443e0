package dev.touchstone.testing.salesforce.population;

import java.util.Locale;

/** Names of people and companies. */
final class Names {
    private static final String[] GIVEN = {
        "Ann", "Bela", "Carlos", "Dana", "Emma", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Kirsten", "Lea", "Mehmet",
        "Nora", "Omar", "Petra", "Quentin", "Rosa", "Sven", "Tara", "Ulla", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoe"
    };
    private static final String[] FAMILY = {
        "Abe", "Becker", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanov", "Jones", "Kim", "Lopez",
        "Moreau", "Nilsson", "Okafor", "Patel", "Quinn", "Rossi", "Silva", "Tanaka", "Unger", "Varga", "Weber", "Young"
    };
    private static final String[] ODD = {
        "Said \"No\", Inc.", "東京電力ホールディングス", "Two\r\nLines Ltd", "Smith, Smith & Söhne", "Ünïcødé 😀 GmbH", "\"Quoted\""
    };
    private static final int ONE_ODD_IN = 50;

    private final Population population;

    Names(Population population) {
        this.population = population;
    }

    String given(String type, int ordinal) {
        return GIVEN[population.part(type, ordinal, 1, GIVEN.length)];
    }

    String family(String type, int ordinal) {
        return FAMILY[population.part(type, ordinal, 15, FAMILY.length)];
    }

    String full(String type, int ordinal) {
        return given(type, ordinal) + " " + family(type, ordinal);
    }

    /** An address that ends with the record's number before the host. */
    String email(String type, int ordinal, String host) {
        return (given(type, ordinal) + "." + family(type, ordinal)).toLowerCase(Locale.ROOT) + "." + ordinal + "@"
                + host;
    }

    /** The number in an address of this host; -1 for none. */
    static int numberIn(String address, String host) {
        String end = "@" + host;
        if (!address.regionMatches(true, Math.max(0, address.length() - end.length()), end, 0, end.length())) {
            return -1;
        }
        String name = address.substring(0, address.length() - end.length());
        String number = name.substring(name.lastIndexOf('.') + 1);
        return number.matches("\\d{1,8}") ? Integer.parseInt(number) : -1;
    }

    /** One in 50 has quotes, commas, line ends or wide characters. */
    String company(int account) {
        return population.part("Account", account, 17, ONE_ODD_IN) == 0
                ? ODD[population.part("Account", account, 7, ODD.length)]
                : family("Account", account) + " Industries " + account;
    }
}
