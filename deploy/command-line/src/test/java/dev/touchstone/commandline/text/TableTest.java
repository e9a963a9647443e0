package dev.touchstone.commandline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and words. */
final class TableTest {
    private final Table table = Table.of(Table.text("Channel"), Table.number("Touchpoints"), Table.text("Example"))
            .row("Paid Search", Words.number(12_345), "https://www.example.com/a/rather/long/page")
            .row("Direct", Words.number(7), "");

    @Test
    void textsStandLeftAndNumbersRight() {
        assertThat(table.render(0)).isEqualTo("""
                        Channel      Touchpoints  Example
                        ───────────  ───────────  ──────────────────────────────────────────
                        Paid Search       12,345  https://www.example.com/a/rather/long/page
                        Direct                 7
                        """);
    }

    @Test
    void widestTextIsCutToTheTerminal() {
        assertThat(table.render(48)).isEqualTo("""
                        Channel      Touchpoints  Example
                        ───────────  ───────────  ──────────────────────
                        Paid Search       12,345  https://www.example.c…
                        Direct                 7
                        """);
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(Table.of(Table.text("A")).row("x\u001B[2Jy\n").render(0))
                .doesNotContain("\u001B")
                .contains("x\uFFFD[2Jy\uFFFD");
    }

    @Test
    void rowNeedsACellForEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("one"));
    }

    @ParameterizedTest
    @CsvSource({"PT0.085S,85 ms", "PT4.21S,4.2 s", "PT3M20S,3 min 20 s", "PT5H,5 h", "PT291H,12 d 3 h"})
    void durationsAreToldInTheirLargestUnits(Duration duration, String words) {
        assertThat(Words.duration(duration)).isEqualTo(words);
    }

    @Test
    void paragraphsAreBrokenBetweenWords() {
        assertThat(Words.wrap("one two  three incomprehensibilities four", 9))
                .containsExactly("one two", "three", "incomprehensibilities", "four");
    }
}
