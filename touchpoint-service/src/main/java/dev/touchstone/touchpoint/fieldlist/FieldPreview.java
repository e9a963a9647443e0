package dev.touchstone.touchpoint.fieldlist;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what one field comes out as. Values are cut before they are counted, so that a sample needs little memory. */
final class FieldPreview {
    static final int MAX_SHOWN = 200;

    private static final int TOP = 20;
    private static final int EXAMPLES_WITH_VALUE = 3;
    private static final int EXAMPLES_WITHOUT = 2;

    private final TouchpointField field;
    private final Map<String, Long> counts = new HashMap<>();
    private final List<Example> withValue = new ArrayList<>();
    private final List<Example> without = new ArrayList<>();
    private long values;
    private long changed;

    FieldPreview(TouchpointField field) {
        this.field = field;
    }

    /**
     * A touchpoint and what the field comes out as on it.
     *
     * @param touchpointId the touchpoint
     * @param inputs values of the fields that the field names, in order; empty for none
     * @param value the value; empty for none
     */
    record Example(UUID touchpointId, List<String> inputs, String value) {}

    /**
     * How often a value comes out.
     *
     * @param value the value
     * @param count on so many touchpoints
     */
    record Count(String value, long count) {}

    /**
     * What the field comes out as.
     *
     * @param name its name
     * @param values on so many touchpoints it has a value
     * @param distinct different values
     * @param changed on so many touchpoints it would be another value
     * @param top the most frequent values, most frequent first
     * @param examples some touchpoints with values, then some without
     */
    record Result(String name, long values, long distinct, long changed, List<Count> top, List<Example> examples) {}

    /**
     * Counts one touchpoint.
     *
     * @param inForce its fields as they are in force
     * @param tried its fields as they would be
     */
    void add(UUID touchpointId, FieldSource inForce, FieldSource tried) {
        FieldName name = field.fieldName();
        FieldValue value = tried.value(name);
        FieldValue before = inForce.value(name);
        if (value == null ? before != null : !value.equals(before)) {
            changed++;
        }
        String shown = shown(value);
        if (value == null) {
            addExample(without, EXAMPLES_WITHOUT, touchpointId, tried, shown);
            return;
        }
        values++;
        if (counts.merge(shown, 1L, Long::sum) == 1) {
            addExample(withValue, EXAMPLES_WITH_VALUE, touchpointId, tried, shown);
        }
    }

    private void addExample(List<Example> examples, int max, UUID touchpointId, FieldSource fields, String value) {
        if (examples.size() < max) {
            List<String> inputs = field.definition()
                    .inputs()
                    .map(input -> shown(fields.value(input)))
                    .toList();
            examples.add(new Example(touchpointId, inputs, value));
        }
    }

    /** A value as it is shown: cut, without half a character at the end; empty for none. */
    static String shown(@Nullable FieldValue value) {
        String text = value == null ? "" : value.text();
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN);
    }

    Result result() {
        List<Count> top = counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
                .limit(TOP)
                .toList();
        List<Example> examples = new ArrayList<>(withValue);
        examples.addAll(without);
        return new Result(field.name(), values, counts.size(), changed, top, examples);
    }
}
