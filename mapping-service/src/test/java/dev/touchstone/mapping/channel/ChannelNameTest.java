package dev.touchstone.mapping.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"=A1", "+A", "-A"})
    void nameThatASpreadsheetTakesForAFormulaStaysValidButIsNotGivenAgain(String name) {
        assertThat(Channel.named(name, List.of(name)).displayName()).isEqualTo(name);
        assertThat(ChannelName.problemOfNew(name))
                .contains("must not begin with = + or -: a spreadsheet would take it for a formula");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1", "A + B", "A-B"})
    void signWithinANameIsFine(String name) {
        assertThat(ChannelName.problemOfNew(name)).isEmpty();
    }
}
