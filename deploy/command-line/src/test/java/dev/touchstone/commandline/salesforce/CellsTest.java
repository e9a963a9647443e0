package dev.touchstone.commandline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            2019-11-11 17:23:34,          2019-11-11T17:23:34Z
            2019-11-11T17:23:34,          2019-11-11T17:23:34Z
            2019-11-11 17:23,             2019-11-11T17:23:00Z
            2019-11-11T17:23:34.000Z,     2019-11-11T17:23:34Z
            2019-11-11T17:23:34.125+0000, 2019-11-11T17:23:34.125Z
            2019-11-11T17:23:34+02:00,    2019-11-11T15:23:34Z
            2019-11-11T17:23:34-08,       2019-11-12T01:23:34Z
            2019-11-11,                   2019-11-11T00:00:00Z
            """)
    void readsTheTimesOfExports(String cell, Instant expected) {
        assertThat(Cells.time(cell, UTC)).contains(expected);
    }

    @Test
    void aTimeThatDoesNotSayItsZoneIsOfTheGivenOneAndADayIsItsMidnight() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(Cells.time("2025-07-01 10:00:00", berlin)).contains(Instant.parse("2025-07-01T08:00:00Z"));
        assertThat(Cells.time("2025-07-01T10:00:00Z", berlin)).contains(Instant.parse("2025-07-01T10:00:00Z"));
        assertThat(Cells.time("2025-07-01", berlin)).contains(Instant.parse("2025-06-30T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "n/a", "11/11/2019", "2019-13-01 00:00:00", "2019-02-30", "2019-11-11 25:00:00", "17:23"})
    void whatIsNoTimeIsNone(String cell) {
        assertThat(Cells.time(cell, UTC)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            TRUE,                 FLAG
            false,                FLAG
            1,                    NUMBER
            -12.50,               NUMBER
            1.0E7,                NUMBER
            0.5,                  NUMBER
            007,                  TEXT
            +49,                  TEXT
            1e999,                TEXT
            2019-11-11,           DATE
            2019-11-11 17:23:34,  TIME
            2019-02-30,           TEXT
            yes,                  TEXT
            '',                   NOTHING
            """)
    void seesWhatACellIs(String cell, CellType expected) {
        assertThat(Cells.typeOf(cell)).isEqualTo(expected);
    }

    @Test
    void numbersAreWrittenWithoutExponent() {
        assertThat(Cells.number("1.0E7")).contains("10000000");
        assertThat(Cells.number("27998.60")).contains("27998.60");
    }

    @Test
    void aColumnHasTheTypeThatAllItsCellsHaveElseItIsText() {
        assertThat(together("1", "", "2.5")).isEqualTo(CellType.NUMBER);
        assertThat(together("1", "true")).isEqualTo(CellType.TEXT);
        assertThat(together("2019-11-11", "2019-11-11 10:00:00")).isEqualTo(CellType.TIME);
        assertThat(together("2019-11-11", "soon")).isEqualTo(CellType.TEXT);
        assertThat(together("", "")).isEqualTo(CellType.NOTHING);
    }

    private static CellType together(String... cells) {
        Stream<CellType> types = Arrays.stream(cells).map(Cells::typeOf);
        return types.reduce(CellType.NOTHING, Cells::together);
    }
}
