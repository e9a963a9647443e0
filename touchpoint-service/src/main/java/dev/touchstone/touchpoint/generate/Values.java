package dev.touchstone.touchpoint.generate;

import dev.touchstone.touchpoint.rule.FieldValue;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Values of standard fields as rules see them: an empty text is no value (scenario R05). */
final class Values {
    private Values() {}

    static @Nullable FieldValue text(@Nullable String value) {
        return value == null || value.isEmpty() ? null : new FieldValue.Text(value);
    }

    static @Nullable FieldValue time(@Nullable Instant value) {
        return value == null ? null : new FieldValue.Time(value);
    }

    static @Nullable FieldValue date(@Nullable LocalDate value) {
        return value == null ? null : new FieldValue.Date(value);
    }
}
