package dev.touchstone.testing.salesforce.soql;

import dev.touchstone.testing.salesforce.org.RecordSource;
import dev.touchstone.testing.salesforce.org.SObject;
import dev.touchstone.testing.salesforce.schema.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record, or of one of its parents.
 *
 * @param steps the references on the way; none for a field of the record itself
 * @param field the field at the end
 * @param name canonical path with dots
 */
record FieldPath(List<Field> steps, Field field, String name) {
    /** What the type of a parent is called that may be of several. */
    static final String TYPE = "Type";

    /** True for a field of the record itself. */
    boolean isOwn() {
        return steps.isEmpty();
    }

    @Nullable
    Object value(RecordSource source, SObject row) {
        SObject at = row;
        for (Field step : steps) {
            Optional<SObject> parent = parent(source, at, step);
            if (parent.isEmpty()) {
                return null;
            }
            at = parent.get();
        }
        return value(at);
    }

    /** What the field at the end holds. */
    @Nullable
    Object value(SObject holder) {
        boolean typeOfParent = !isOwn() && field.name().equals(TYPE) && isPolymorphic(steps.get(steps.size() - 1));
        return typeOfParent ? holder.type() : holder.value(field.name());
    }

    static Optional<SObject> parent(RecordSource source, SObject row, Field reference) {
        Object id = row.value(reference.name());
        return id == null ? Optional.empty() : source.get(id.toString());
    }

    static boolean isPolymorphic(Field reference) {
        return reference.referenceTo().size() > 1;
    }
}
