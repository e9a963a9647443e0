package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row per documented code that a read can meet. */
class MarketoErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "601, Refused",
        "602, Refused",
        "603, Refused",
        "604, TimedOut",
        "605, Permanent",
        "606, RateExceeded",
        "607, QuotaUsedUp",
        "608, Unreachable",
        "609, Permanent",
        "610, Permanent",
        "611, Unreachable",
        "612, Permanent",
        "613, Permanent",
        "614, Unreachable",
        "615, TooConcurrent",
        "616, Permanent",
        "699, Unreachable",
        "703, Permanent",
        "713, Unreachable",
        "1003, TooManyMatches",
        "1006, UnknownField",
        "1011, UnknownField",
        "1077, Permanent",
        "x, Permanent"
    })
    void codesFallIntoTheClassesOfTheSync(String code, String expected) {
        MarketoError error = MarketoErrors.ofCode(code, "something about ann@x.test");
        assertThat(error.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(error.sentence()).doesNotContain("ann@x.test");
    }

    @ParameterizedTest
    @CsvSource({
        "500, Unreachable",
        "502, Unreachable",
        "429, Unreachable",
        "404, Permanent",
        "413, Permanent",
        "414, Permanent"
    })
    void statusesFallIntoTwoClasses(int status, String expected) {
        assertThat(MarketoErrors.ofStatus(status).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void theNameOfAnUnknownFieldIsTakenFromTheMessage() {
        assertThat(MarketoErrors.ofCode("1006", "Field 'linkedInProfileURL' not found"))
                .isEqualTo(new MarketoError.UnknownField(Optional.of("linkedInProfileURL")));
    }

    /** AC-31, and the day on which Chicago changes to winter time, which has 25 hours. */
    @ParameterizedTest
    @CsvSource({
        "2026-07-15T19:00:00Z, 2026-07-16T05:00:00Z",
        "2026-11-01T05:30:00Z, 2026-11-02T06:00:00Z",
        "2026-12-31T23:00:00Z, 2027-01-01T06:00:00Z"
    })
    void theQuotaComesBackAtMidnightInChicago(Instant now, Instant reset) {
        assertThat(QuotaDay.resetAfter(now)).isEqualTo(reset);
    }
}
