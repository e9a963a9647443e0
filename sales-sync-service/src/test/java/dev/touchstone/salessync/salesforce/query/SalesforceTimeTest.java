package dev.touchstone.salessync.salesforce.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.remote.HttpDate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceTimeTest {
    private static final Instant TIME = Instant.parse("2026-11-01T15:04:05Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-01T15:04:05.000+0000",
                "2026-11-01T15:04:05.000Z",
                "2026-11-01T15:04:05Z",
                "2026-11-01T16:04:05+01:00"
            })
    void allShapesAreRead(String text) {
        assertThat(SalesforceTime.find(text)).contains(TIME);
    }

    @Test
    void aDateIsNoTime() {
        assertThat(SalesforceTime.find("2026-11-01")).isEmpty();
        assertThat(SalesforceTime.find("")).isEmpty();
    }

    @Test
    void aParameterHasAnOffset() {
        assertThat(SalesforceTime.parameter(TIME)).isEqualTo("2026-11-01T15:04:05+00:00");
    }

    /** A day below 10 has two digits. */
    @Test
    void aHeaderHasTheFixedShape() {
        assertThat(HttpDate.format(TIME.plusMillis(7))).isEqualTo("Sun, 01 Nov 2026 15:04:05 GMT");
        assertThat(HttpDate.find("Sun, 01 Nov 2026 15:04:05 GMT")).contains(TIME);
        assertThat(HttpDate.find("yesterday")).isEmpty();
    }
}
