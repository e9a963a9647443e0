package dev.touchstone.touchpoint.rule;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A condition that costs, such as a regular expression, with its last answers. Thread-safe. */
final class LateTest {
    private static final int KEPT_ANSWERS = 1_024;

    private final FieldName field;
    private final ConditionTest test;
    private final AtomicReferenceArray<@Nullable Answer> kept = new AtomicReferenceArray<>(KEPT_ANSWERS);

    private record Answer(String text, boolean holds) {}

    LateTest(FieldName field, ConditionTest test) {
        this.field = field;
        this.test = test;
    }

    /** The field it tests. */
    FieldName field() {
        return field;
    }

    /** True if the condition holds for a record. */
    boolean holds(FieldSource fields) {
        FieldValue value = fields.value(field);
        if (!(value instanceof FieldValue.Text(String text))) {
            return test.holds(value);
        }
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 16)) & (KEPT_ANSWERS - 1);
        Answer found = kept.getAcquire(place);
        if (found != null && found.text().equals(text)) {
            return found.holds();
        }
        boolean holds = test.holds(value);
        kept.setRelease(place, new Answer(text, holds));
        return holds;
    }
}
