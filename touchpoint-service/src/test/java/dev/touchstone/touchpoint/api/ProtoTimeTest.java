package dev.touchstone.touchpoint.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTimeTest {
    private static final Timestamp TEN = ProtoTime.timestamp(Instant.parse("2026-03-02T10:00:00Z"));
    private static final Timestamp ELEVEN = ProtoTime.timestamp(Instant.parse("2026-03-02T11:00:00Z"));
    private static final Timestamp INVALID = Timestamp.newBuilder().setNanos(-1).build();

    private final FieldViolations violations = new FieldViolations();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2026-03-02T10:00:00.123456Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void timesComeBackAsTheyWere(Instant time) {
        assertThat(ProtoTime.isValid(ProtoTime.timestamp(time))).isTrue();
        assertThat(ProtoTime.instant(ProtoTime.timestamp(time))).isEqualTo(time);
    }

    @Test
    void spansKeepTheirNanoseconds() {
        assertThat(ProtoTime.duration(Duration.ofMinutes(30).plusNanos(7)))
                .isEqualTo(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(1_800)
                        .setNanos(7)
                        .build());
    }

    @Test
    void aRangeHasBoundsOnlyWhereTheyAreGiven() {
        assertThat(TimeRange.parse(false, INVALID, false, INVALID, violations)).isEqualTo(new TimeRange(null, null));
        assertThat(TimeRange.parse(true, TEN, false, INVALID, violations))
                .isEqualTo(new TimeRange(ProtoTime.instant(TEN), null));
        assertThat(TimeRange.parse(true, TEN, true, ELEVEN, violations))
                .isEqualTo(new TimeRange(ProtoTime.instant(TEN), ProtoTime.instant(ELEVEN)));
        assertThat(TimeRange.parse(true, TEN, true, TEN, violations).end()).isEqualTo(ProtoTime.instant(TEN));
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void aRangeIsValidAndDoesNotEndBeforeItStarts() {
        TimeRange.parse(true, INVALID, true, INVALID, violations);
        TimeRange.parse(true, ELEVEN, true, TEN, violations);

        assertThat(violations.list())
                .extracting(violation -> violation.getField() + " " + violation.getReason())
                .containsExactly(
                        "start_time TIME_OUT_OF_RANGE", "end_time TIME_OUT_OF_RANGE", "end_time TIME_OUT_OF_RANGE");
    }
}
