package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.FieldType;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.Comparator;

/**
 * A field that was seen in a record, so that a rule may test it.
 *
 * @param key its name in lower case
 */
record SeenField(RecordObject object, String key, FieldType type, boolean formula) {
    /** The order in which all batches write them, so that none wait for each other in a circle. */
    static final Comparator<SeenField> IN_ORDER = Comparator.comparing(SeenField::object)
            .thenComparing(SeenField::key)
            .thenComparing(SeenField::type)
            .thenComparing(SeenField::formula);

    static SeenField of(RecordObject object, CrmField field) {
        return new SeenField(object, field.key(), field.value().type(), field.formula());
    }
}
