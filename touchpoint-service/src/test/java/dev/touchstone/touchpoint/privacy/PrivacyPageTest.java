package dev.touchstone.touchpoint.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.testing.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that tells what is stored about people names every table that there is, and none with a person's column as harmless. */
class PrivacyPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    /** Columns that name a person, whatever the table is called. */
    private static final Set<String> OF_PEOPLE = Set.of(
            "email",
            "first_name",
            "last_name",
            "phone",
            "visitor_id",
            "person_id",
            "crm_person_id",
            "campaign_member_id",
            "marketo_id",
            "salesforce_lead_id",
            "salesforce_contact_id",
            "address_hash",
            "recipients");

    /** The tables of a service on the page: those with a row of their own, and those that are called harmless. */
    private record Told(Set<String> personal, Set<String> harmless) {}

    @ParameterizedTest
    @ValueSource(strings = {"mapping-service", "touchpoint-service", "sales-sync-service"})
    void everyTableIsTold(String service) throws Exception {
        Map<String, Set<String>> schema = schema(service);
        Told told = told(service);

        Set<String> all = new TreeSet<>(told.personal());
        all.addAll(told.harmless());
        assertThat(told.personal()).doesNotContainAnyElementsOf(told.harmless());
        assertThat(all).as("docs/privacy.md and the schema of %s", service).isEqualTo(schema.keySet());
        for (String table : told.harmless()) {
            assertThat(schema.get(table))
                    .as("columns of %s, which is said to hold nothing about people", table)
                    .doesNotContainAnyElementsOf(OF_PEOPLE);
        }
    }

    /** Nothing about people is stored there, so nothing has to be told or erased. */
    @Test
    void mappingServiceKnowsNobody() throws Exception {
        assertThat(told("mapping-service").personal()).isEmpty();
    }

    /** What is told on the page of touchpoint-service is what export tells and erasure removes, and the other way round. */
    @Test
    void exportAndErasureKnowEveryTableOfPeople() throws Exception {
        Set<String> exported =
                PersonalTable.ALL.stream().map(PersonalTable::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = new TreeSet<>(told("touchpoint-service").personal());
        // Marks and traces are gone before anybody could read them; the hashes are of people nothing is stored about.
        told.removeAll(List.of("dirty_mark", "left_trace", "erased_identity"));

        assertThat(exported).isEqualTo(told);
    }

    private static Told told(String service) throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/privacy.md"));
        String from = page.substring(page.indexOf("### " + service));
        int next = from.indexOf("\n### ");
        String section = next < 0 ? from : from.substring(0, next);
        Set<String> personal = new TreeSet<>();
        section.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> personal.add(names(line).iterator().next()));
        String list = Arrays.stream(section.split("\n\n"))
                .filter(paragraph -> paragraph.startsWith("Without personal data:"))
                .findFirst()
                .orElseThrow();
        return new Told(personal, names(list));
    }

    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The tables of a service with their columns, as its migrations make them. */
    private static Map<String, Set<String>> schema(String service) throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (TestDatabase database = TestDatabase.create("privacy")) {
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), null, null)
                    .locations("filesystem:" + PROJECT.resolve(service).resolve("src/main/resources/db/migration"))
                    .load()
                    .migrate();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT c.relname, a.attname FROM pg_class c"
                            + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                            + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                            + " AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'")) {
                while (result.next()) {
                    columns.computeIfAbsent(result.getString(1), table -> new TreeSet<>())
                            .add(result.getString(2));
                }
            }
        }
        return columns;
    }
}
