package dev.touchstone.touchpoint.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule R-Q-6 of the sync's requirement. */
class SalesforceIdTest {
    @ParameterizedTest
    @CsvSource({
        "00Q5g00000AbCdE, 00Q5g00000AbCdEEAV",
        "0035g00000XyZaB, 0035g00000XyZaBAAV",
        "00Q5g00000abcde, 00Q5g00000abcdeEAA",
        "70131000001hUTz, 70131000001hUTzAAM",
        "AAAAAAAAAAAAAAA, AAAAAAAAAAAAAAA555",
        "000000000000000, 000000000000000AAA"
    })
    void fifteenCharactersBecomeEighteen(String id, String canonical) {
        assertThat(SalesforceId.canonical(id)).isEqualTo(canonical);
        assertThat(SalesforceId.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    void idsThatDifferInCaseOnlyDifferWithoutCaseToo() {
        String one = SalesforceId.canonical("00Q5g00000AbCdE").toLowerCase(Locale.ROOT);
        String other = SalesforceId.canonical("00Q5g00000abcde").toLowerCase(Locale.ROOT);

        assertThat(one).isNotEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4711",
                "00Q5g00000AbCd",
                "00Q5g00000AbCdEE",
                "00Q5g-0000AbCdE",
                "00Q5g 0000AbCdE",
                "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"
            })
    void anyOtherIdStaysAsItIs(String id) {
        assertThat(SalesforceId.canonical(id)).isEqualTo(id);
    }
}
