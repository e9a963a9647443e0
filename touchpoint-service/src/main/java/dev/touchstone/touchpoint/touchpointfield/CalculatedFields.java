package dev.touchstone.touchpoint.touchpointfield;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of calculated fields, ready to be asked. Thread-safe. */
public final class CalculatedFields {
    /** No field. */
    public static final CalculatedFields NONE = of(List.of());

    private final List<TouchpointField> fields;
    private final Map<FieldName, Integer> rows;
    private final List<Calculation> calculations;

    private CalculatedFields(List<TouchpointField> fields) {
        this.fields = List.copyOf(fields);
        Map<FieldName, Integer> byName = new HashMap<>();
        List<Calculation> compiled = new ArrayList<>();
        for (TouchpointField field : fields) {
            byName.put(field.fieldName(), compiled.size());
            compiled.add(Calculation.of(field.definition()));
        }
        this.rows = Map.copyOf(byName);
        this.calculations = List.copyOf(compiled);
    }

    /** Compiles fields that were checked. */
    public static CalculatedFields of(List<TouchpointField> fields) {
        return new CalculatedFields(fields);
    }

    /** The fields, first to last. */
    public List<TouchpointField> fields() {
        return fields;
    }

    /** True if there is no field. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** True if this is the name of one of the fields. */
    public boolean has(FieldName name) {
        return rows.containsKey(name);
    }

    /** Some fields and everything they are made from, through each other. */
    public Set<FieldName> withInputs(Collection<FieldName> names) {
        Set<FieldName> found = new HashSet<>();
        names.forEach(name -> addWithInputs(name, found));
        return found;
    }

    private void addWithInputs(FieldName name, Set<FieldName> found) {
        Integer row = rows.get(name);
        if (found.add(name) && row != null) {
            fields.get(row).definition().inputs().forEach(input -> addWithInputs(input, found));
        }
    }

    /** The values for one touchpoint, each computed when it is first asked for. */
    public Values of(FieldSource records) {
        return new Values(records);
    }

    /** The fields of one touchpoint: the calculated ones, and those of its records. Not thread-safe. */
    public final class Values implements FieldSource {
        private final FieldSource records;
        private final @Nullable FieldValue[] values;
        private final boolean[] known;

        private Values(FieldSource records) {
            this.records = records;
            this.values = new FieldValue[calculations.size()];
            this.known = new boolean[calculations.size()];
        }

        @Override
        public @Nullable FieldValue value(FieldName field) {
            Integer row = rows.get(field);
            return row == null ? records.value(field) : calculated(row);
        }

        /** It ends, because a field uses only such as stand before it. */
        private @Nullable FieldValue calculated(int row) {
            if (!known[row]) {
                String text = calculations.get(row).text(this);
                values[row] = text == null || text.isEmpty() ? null : new FieldValue.Text(text);
                known[row] = true;
            }
            return values[row];
        }
    }
}
