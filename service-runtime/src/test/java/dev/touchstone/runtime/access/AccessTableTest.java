package dev.touchstone.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTableTest {
    @Test
    void theTableThatShipsCanBeReadAndSaysWhatIsAudited() {
        AccessTable table = AccessTable.load();

        assertThat(table.find("touchstone.salessync.v1.SalesPeopleService/ErasePerson"))
                .contains(new AccessRule(
                        "touchstone.salessync.v1.SalesPeopleService/ErasePerson", Role.ADMIN, Audited.PERSONAL_DATA));
        assertThat(table.find("touchstone.mapping.v1.MappingService/Unheard")).isEmpty();
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        List<String> shown = Files.readAllLines(Path.of("..", "docs", "access.md")).stream()
                .filter(line -> line.startsWith("| `touchstone."))
                .toList();

        assertThat(shown)
                .isEqualTo(AccessTable.load().rules().stream()
                        .map(AccessTableTest::row)
                        .toList());
    }

    private static String row(AccessRule rule) {
        String audited = rule.audited() == Audited.NO
                ? ""
                : rule.audited().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "| `" + rule.rpc() + "` | " + rule.role().written() + " | " + audited + " |";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.B/C viewer            | line 2: expected an RPC, a role and why it is audited, or -, not \"a.B/C viewer\"",
                "a.B/C owner -           | line 2: no role \"owner\"",
                "a.B/C viewer always     | line 2: expected configuration, personal-data or - as the reason to audit, not \"always\"",
                "a.B/A viewer -          | line 2: a.B/A stands there twice"
            })
    void aLineThatIsNoneIsNamed(String line, String message) {
        assertThatThrownBy(() -> AccessTable.parse("a.B/A viewer -\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, ADMIN, true",
        "ADMIN, COLLECTOR, true",
        "ADMIN, VIEWER, true",
        "EDITOR, VIEWER, true",
        "EDITOR, COLLECTOR, false",
        "EDITOR, ADMIN, false",
        "VIEWER, EDITOR, false",
        "VIEWER, COLLECTOR, false",
        "COLLECTOR, VIEWER, false",
        "COLLECTOR, COLLECTOR, true"
    })
    void aRoleIncludesOthers(Role has, Role needed, boolean may) {
        assertThat(has.includes(needed)).isEqualTo(may);
    }
}
