package dev.touchstone.salessync.person.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.salessync.marketo.InstanceFields;
import dev.touchstone.salessync.marketo.LeadField;
import dev.touchstone.salessync.marketo.MarketoLead;
import dev.touchstone.salessync.person.snapshot.ExportRows.Row;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F13: rows are right, or they are sent to be read again; they are never shifted and never lost. */
class ExportRowsTest {
    private static final InstanceFields FIELDS = new InstanceFields(Map.of(
            LeadField.ID, "id",
            LeadField.FIRST_NAME, "firstName",
            LeadField.LAST_NAME, "lastName",
            LeadField.COMPANY, "company"));

    private static List<Row> read(String text) {
        ExportRows rows = new ExportRows(new StringReader(text), FIELDS);
        List<Row> all = new ArrayList<>();
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            all.add(row.get());
        }
        return all;
    }

    private static MarketoLead lead(Row row) {
        assertThat(row).isInstanceOf(Row.Whole.class);
        return ((Row.Whole) row).lead();
    }

    @Test
    void columnsAreFoundByNameWhateverTheirPlace() {
        MarketoLead lead = lead(read("\uFEFFcompany,unknown,id,lastName,firstName\nAcme,x,7,Doe,Jo\n")
                .getFirst());
        assertThat(lead)
                .isEqualTo(new MarketoLead(
                        7,
                        Map.of(
                                LeadField.ID, "7",
                                LeadField.FIRST_NAME, "Jo",
                                LeadField.LAST_NAME, "Doe",
                                LeadField.COMPANY, "Acme")));
    }

    /** AC-12: the bare word null is nothing, in quotes it is a name; there are people called Null. */
    @Test
    void theBareWordNullIsNoValue() {
        List<Row> rows = read("id,firstName,lastName,company\n1,Jo,null,null\n2,Jo,\"null\",x\n3,Jo,Null,x\n");
        assertThat(lead(rows.get(0)).value(LeadField.LAST_NAME)).isEmpty();
        assertThat(((Row.Whole) rows.get(0)).lastNameDoubtful()).isTrue();
        assertThat(lead(rows.get(1)).value(LeadField.LAST_NAME)).contains("null");
        assertThat(((Row.Whole) rows.get(1)).lastNameDoubtful()).isFalse();
        assertThat(lead(rows.get(2)).value(LeadField.LAST_NAME)).contains("Null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a well-formed field       | `\"Jo, \"\"the\"\" man\"`   | `Jo, \"the\" man`",
                "stray quotes              | `\"Jo \"the man\" Smith\"`  | `Jo \"the man\" Smith`",
                "a stray quote at the end  | `\"Smith \"Joe\"\"`         | `Smith \"Joe\"`",
                "an escaped quote at end   | `\"say \"\"no\"\"\"`        | `say \"no\"`",
                "a quote in a plain field  | `12\" pipe`                 | `12\" pipe`",
                "wide characters           | `株式会社 \uD83D\uDE00`       | `株式会社 \uD83D\uDE00`"
            })
    void aFieldWithQuotesIsWhole(String what, String written, String read) {
        List<Row> rows = read("id,firstName,lastName,company\n1,Jo,Doe," + written + "\n2,A,B,C\n");
        assertThat(rows).describedAs(what).hasSize(2);
        assertThat(lead(rows.getFirst()).value(LeadField.COMPANY))
                .describedAs(what)
                .contains(read);
        assertThat(lead(rows.get(1)).id()).isEqualTo(2);
    }

    @Test
    void lineEndsWithinAFieldStayAsTheyAre() {
        List<Row> rows = read("id,firstName,lastName,company\r\n1,Jo,Doe,\"a\r\nb\rc\nd\"\r\n2,A,B,C\r\n");
        assertThat(lead(rows.get(0)).value(LeadField.COMPANY)).contains("a\r\nb\rc\nd");
        assertThat(lead(rows.get(1)).value(LeadField.COMPANY)).contains("C");
    }

    @Test
    void nulIsReplacedAndHarmsNothing() {
        List<Row> rows = read("id,firstName,lastName,company\n1,Jo,Do\0e,\"a\0b\"\n");
        assertThat(lead(rows.getFirst()).value(LeadField.LAST_NAME)).contains("Do\uFFFDe");
        assertThat(lead(rows.getFirst()).value(LeadField.COMPANY)).contains("a\uFFFDb");
    }

    @Test
    void aRowOfTheWrongWidthNamesWhomItMayBeAbout() {
        List<Row> rows = read("id,firstName,lastName,company\n1,Jo,\"Smith \"Joe\", Jr\",x\n2,A,B,C\n");
        assertThat(rows.getFirst()).isEqualTo(new Row.Torn(List.of(1L)));
        assertThat(lead(rows.get(1)).id()).isEqualTo(2);
    }

    @Test
    void aQuoteThatIsNeverClosedSwallowsNobodyUnseen() {
        StringBuilder text = new StringBuilder("id,firstName,lastName,company\n1,Jo,Doe,\"Acme\n");
        for (int id = 2; id <= 3_000; id++) {
            text.append(id).append(",A,B,C\n");
        }
        List<Long> seen = new ArrayList<>();
        for (Row row : read(text.toString())) {
            switch (row) {
                case Row.Whole whole -> seen.add(whole.lead().id());
                case Row.Torn torn -> seen.addAll(torn.ids());
            }
        }
        for (long id = 1; id <= 3_000; id++) {
            assertThat(seen).contains(id);
        }
    }

    @Test
    void aFileWithoutIdsIsNone() {
        assertThatThrownBy(() -> read("firstName,lastName\nA,B\n")).isInstanceOf(ExportRows.Unreadable.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(ExportRows.Unreadable.class);
    }

    /** A file without a field that was asked for would empty it, and hide people. */
    @ParameterizedTest
    @ValueSource(strings = {"id,firstName,lastName", "firstName,lastName,company", "id,firstName,lastName,COMPANY"})
    void aFileWithoutAFieldThatWasAskedForIsNone(String header) {
        assertThatThrownBy(() -> read(header + "\n1,A,B,C\n"))
                .isInstanceOf(ExportRows.Unreadable.class)
                .hasMessageContaining("fields");
    }

    /** Rows of a job that was found have to prove that they are its window's; without a time of creation they prove nothing. */
    @Test
    void rowsWithoutATimeOfCreationAreNoWindows() {
        ExportWindow window = ExportWindow.planned(
                new ExportWindow.Range(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-31T00:00:00Z")),
                Instant.EPOCH);
        MarketoLead inside =
                new MarketoLead(1, Map.of(LeadField.ID, "1", LeadField.CREATED_AT, "2026-01-02T00:00:00Z"));
        MarketoLead outside =
                new MarketoLead(2, Map.of(LeadField.ID, "2", LeadField.CREATED_AT, "2026-02-02T00:00:00Z"));
        MarketoLead unknown = new MarketoLead(3, Map.of(LeadField.ID, "3"));
        assertThat(page(inside).isAllOf(window)).isTrue();
        assertThat(page(inside, outside).isAllOf(window)).isFalse();
        assertThat(page(inside, unknown).isAllOf(window)).isFalse();
    }

    private static RowPage page(MarketoLead... leads) {
        return new RowPage(List.of(leads), List.of(), List.of(), true);
    }

    /** Whatever a name holds: a file that is well-formed gives it back, and one with stray quotes never gives a wrong one. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void noRowIsEverShifted(long seed) {
        Random random = new Random(seed);
        String alphabet = "ab,\"\n\r1 \u00e9\u4e2d";
        List<String> names = new ArrayList<>();
        StringBuilder good = new StringBuilder("id,firstName,lastName,company\n");
        StringBuilder stray = new StringBuilder("id,firstName,lastName,company\n");
        for (int id = 1; id <= 300; id++) {
            StringBuilder name = new StringBuilder("n");
            for (int i = random.nextInt(12); i > 0; i--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            names.add(name + "z");
            String text = names.getLast();
            good.append(id).append(",x,\"").append(text.replace("\"", "\"\"")).append("\",y\n");
            stray.append(id)
                    .append(",x,\"")
                    .append(text.replace(",", ";").replaceAll("[\r\n]", " "))
                    .append("\",y\n");
        }
        List<Row> rows = read(good.toString());
        for (int id = 1; id <= 300; id++) {
            assertThat(lead(rows.get(id - 1)).value(LeadField.LAST_NAME))
                    .describedAs("seed %d", seed)
                    .contains(names.get(id - 1));
        }
        for (Row row : read(stray.toString())) {
            if (row instanceof Row.Whole whole) {
                assertThat(whole.lead().value(LeadField.FIRST_NAME))
                        .describedAs("seed %d", seed)
                        .contains("x");
                assertThat(whole.lead().value(LeadField.COMPANY))
                        .describedAs("seed %d", seed)
                        .contains("y");
            }
        }
    }
}
