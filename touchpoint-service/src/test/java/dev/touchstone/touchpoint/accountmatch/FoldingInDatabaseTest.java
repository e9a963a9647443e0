package dev.touchstone.touchpoint.accountmatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The functions by which the database finds candidates read every text as the pure functions do, which then decide. */
class FoldingInDatabaseTest {
    private static final int TEXTS = 5_000;

    private static final String[] PIECES = {
        "Acme",
        "ACME",
        "acme",
        " ",
        "  ",
        " Inc.",
        " inc",
        " GmbH & Co. KG",
        "The ",
        "the",
        " and ",
        "&",
        ".",
        ",",
        "'",
        "’",
        "/",
        "-",
        "–",
        "(",
        ")",
        "[",
        "]",
        "\\",
        "^",
        "\"",
        "|",
        "~",
        "*",
        "+",
        "?",
        "$",
        "%",
        "\t",
        "\u00A0",
        "®",
        "…",
        "Ä",
        "ö",
        "ß",
        "Æ",
        "œ",
        "Ÿ",
        "Ł",
        "ł",
        "İ",
        "ı",
        "ſ",
        "Σ",
        "ς",
        "Ж",
        "й",
        "Й",
        "东",
        "\uD83D\uDE00",
        "e\u0301",
        " S.A.",
        " sp z oo",
        " SA",
        " co",
        "7",
        "_"
    };

    private static final String[] WEBSITE_PIECES = {
        "http",
        "https",
        "://",
        ":",
        "/",
        "//",
        "?",
        "#",
        "@",
        "www.",
        "WWW.",
        "w",
        ".",
        "..",
        "acme",
        "Acme",
        "ACME",
        ".com",
        ".CO.UK",
        ".de",
        "co",
        "com",
        "org.",
        "-",
        "ü",
        "Ü",
        "ß",
        " ",
        "8080",
        "user",
        "x",
        "10.0.0.1",
        "&"
    };

    private static TestDatabase database;

    @BeforeAll
    static void begin() {
        database = TestDatabase.create("folding");
        Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @Test
    void companiesAreFoldedAlike() throws SQLException {
        List<String> names = texts(PIECES, 1);
        assertThat(inDatabase("company_key(text)", names))
                .containsExactlyElementsOf(names.stream().map(CompanyName::fold).toList());
    }

    @Test
    void websitesAreReadAlike() throws SQLException {
        List<String> websites = texts(WEBSITE_PIECES, 2);
        List<String> domains = inDatabase("website_domain(text)", websites);
        List<String> labels = inDatabase("array_to_string(website_labels(text), ' ')", websites);
        Domains all = new Domains(Set.of());
        int read = 0;
        for (int i = 0; i < websites.size(); i++) {
            String website = websites.get(i);
            String domain = all.ofWebsite(website).orElse("");
            if (!domain.isEmpty()) {
                read++;
                assertThat(domains.get(i)).as(website).isEqualTo(domain);
                assertThat(Arrays.asList(labels.get(i).split(" ", -1)))
                        .as(website)
                        .contains(all.name(domain));
            }
        }
        assertThat(read).isGreaterThan(TEXTS / 20);
    }

    /** A company named "com" would otherwise be compared with every account. */
    @Test
    void whatNamesAreRegisteredUnderIsNoLabel() throws SQLException {
        List<String> websites = List.of(
                "https://www.acme.com/x",
                "shop.acme.co.uk",
                "acme.com.au",
                "com.de",
                "co.acme.com",
                "acme.co.com",
                "a-b.de",
                "localhost",
                "");

        assertThat(inDatabase("array_to_string(website_labels(text), ' ')", websites))
                .containsExactly("acme", "shop acme", "acme", "", "co acme", "acme co", "ab", "", "");
    }

    private static List<String> texts(String[] pieces, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static List<String> inDatabase(String expression, List<String> texts) throws SQLException {
        String sql = "SELECT " + expression + " FROM unnest(?::text[]) WITH ORDINALITY AS t (text, i) ORDER BY i";
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            List<String> results = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    results.add(rows.getString(1));
                }
            }
            return results;
        }
    }
}
