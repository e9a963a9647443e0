package dev.touchstone.touchpoint.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.BadRequest.FieldViolation;
import dev.touchstone.touchpoint.v1.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final List<FieldViolation> VIOLATIONS =
            List.of(FieldViolation.newBuilder().setField("records[0]").build());

    @Test
    void tellsWhereWhichAndWhy() {
        assertThat(Refusals.of(7, "e-1", VIOLATIONS))
                .isEqualTo(Refusal.newBuilder()
                        .setRequestIndex(7)
                        .setRecordId("e-1")
                        .addAllViolations(VIOLATIONS)
                        .build());
    }

    @Test
    void cutsALongId() {
        assertThat(Refusals.of(0, "a".repeat(1_000), VIOLATIONS).getRecordId()).isEqualTo("a".repeat(64));
        assertThat(Refusals.of(0, "a".repeat(64), VIOLATIONS).getRecordId()).isEqualTo("a".repeat(64));
        assertThat(Refusals.of(0, "", VIOLATIONS).getRecordId()).isEmpty();
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(Refusals.of(0, "a".repeat(63) + "😀", VIOLATIONS).getRecordId())
                .isEqualTo("a".repeat(63));
        assertThat(Refusals.of(0, "a".repeat(62) + "😀b", VIOLATIONS).getRecordId())
                .isEqualTo("a".repeat(62) + "😀");
    }
}
