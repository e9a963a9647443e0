package dev.touchstone.salessync.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** AC-15 and the worked examples: ids that differ in case only are different records. */
    @ParameterizedTest
    @CsvSource({
        "00Q5g00000AbCdE, 00Q5g00000AbCdEEAV",
        "0035g00000XyZaB, 0035g00000XyZaBAAV",
        "00Q5g00000abcde, 00Q5g00000abcdeEAA",
        "00Q5g00000AbCdEEAV, 00Q5g00000AbCdEEAV",
        "00q5g00000abcdeeav, 00Q5g00000AbCdEEAV",
        "00Q5G00000ABCDEEAA, 00Q5g00000abcdeEAA"
    })
    void idsTakeTheirEighteenCharacterForm(String text, String expected) {
        assertThat(RecordId.parse(text)).map(RecordId::value).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00Q5g00000AbCd",
                "00Q5g00000AbCdEEA",
                "00Q5g00000AbCd!",
                "00Q5g00000AbCdEE-V",
                "00Q5g00000AbCdEEB9"
            })
    void whatIsNoIdIsAbsent(String text) {
        assertThat(RecordId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void theLongFormSurvivesTheLossOfItsCase(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder id = new StringBuilder();
            random.ints(15, 0, ALPHABET.length()).forEach(at -> id.append(ALPHABET.charAt(at)));
            RecordId parsed = RecordId.parse(id.toString()).orElseThrow();
            assertThat(parsed.value()).startsWith(id);
            assertThat(RecordId.parse(parsed.value().toLowerCase(Locale.ROOT)))
                    .describedAs("seed %d, id %s", seed, id)
                    .contains(parsed);
        }
    }
}
