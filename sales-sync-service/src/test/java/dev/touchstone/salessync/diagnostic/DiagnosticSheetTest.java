package dev.touchstone.salessync.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticSheetTest {
    private static final Instant AT = Instant.parse("2026-07-15T10:02:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain     | plain
            =1+1      | '=1+1
            +49       | '+49
            -2        | '-2
            @SUM(A1)  | '@SUM(A1)
            a,b       | "a,b"
            say "no"  | "say ""no\"\"\"
            =A1,B1    | "'=A1,B1"
            """)
    void aCellIsNeverAFormula(String text, String expected) {
        assertThat(DiagnosticSheet.cell(text)).isEqualTo(expected);
    }

    @Test
    void everyLetterIsALine() {
        DeadLetter letter = new DeadLetter(
                "activity", "a-1", "LEAD_GONE", "1004", "=cmd, the lead is gone", OptionalLong.of(7), AT);

        assertThat(DiagnosticSheet.lines(List.of(
                        new StoredLetter(letter, AT.minusSeconds(60), 2, Optional.empty()),
                        new StoredLetter(letter, AT, 1, Optional.of(AT)))))
                .isEqualTo("""
                        activity,a-1,LEAD_GONE,1004,"'=cmd, the lead is gone",7,2026-07-15T10:01:00Z,2026-07-15T10:02:00Z,2,
                        activity,a-1,LEAD_GONE,1004,"'=cmd, the lead is gone",7,2026-07-15T10:02:00Z,2026-07-15T10:02:00Z,1,\
                        2026-07-15T10:02:00Z
                        """.replace("\n", "\r\n"));
    }

    @Test
    void aLetterKeepsNoPersonalDataAndNoEndlessText() {
        DeadLetter letter = new DeadLetter(
                "person-row", "4711", "INVALID_DATA", "", "ann@x.test\n" + "x".repeat(1_000), OptionalLong.empty(), AT);

        assertThat(letter.sentence()).hasSize(DeadLetter.MAX_SENTENCE).startsWith("[e-mail] xxx");
        assertThatThrownBy(() -> new DeadLetter("person-row", "ann@x.test", "X", "", "", OptionalLong.empty(), AT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ann@x.test");
    }
}
