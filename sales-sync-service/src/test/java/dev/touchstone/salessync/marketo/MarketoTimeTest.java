package dev.touchstone.salessync.marketo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2023-01-16T23:32:19Z, 2023-01-16T23:32:19Z",
        "2014-09-17T22:31:49+0000, 2014-09-17T22:31:49Z",
        "2017-01-21T11:47:30-08:00, 2017-01-21T19:47:30Z",
        "2017-01-21T11:47:30-0800, 2017-01-21T19:47:30Z",
        "2023-01-16T23:32:19.250Z, 2023-01-16T23:32:19.250Z"
    })
    void everyShapeThatMarketoWritesIsRead(String text, Instant expected) {
        assertThat(MarketoTime.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "2023-01-16", "2023-01-16T23:32:19", "16.1.2023 23:32"})
    void whatIsNoTimeEndsTheCall(String text) {
        assertThatThrownBy(() -> MarketoTime.parse(text)).isInstanceOf(MarketoFailure.class);
    }

    @Test
    void itIsSentWithoutFractionsAndWithoutAnOffset() {
        assertThat(MarketoTime.format(Instant.parse("2026-07-15T10:00:00.987654Z")))
                .isEqualTo("2026-07-15T10:00:00Z");
    }
}
