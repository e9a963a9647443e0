package dev.touchstone.touchpoint.crm;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldValue;

/**
 * A field of a record that its kind does not name.
 *
 * @param name the source's name, as it spells it
 * @param value the value
 * @param formula whether the source computes it, so that it changes without the record being modified
 */
public record CrmField(String name, FieldValue value, boolean formula) {
    /** The name by which rules find it. */
    String key() {
        return FieldName.keyOf(name);
    }
}
