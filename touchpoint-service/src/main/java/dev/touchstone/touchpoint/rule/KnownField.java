package dev.touchstone.touchpoint.rule;

import java.util.Comparator;

/**
 * A field that is known.
 *
 * @param name in the spelling that answers have
 * @param type what it holds; a field that was seen with several types is a text
 * @param standard true for a field of the standard object, false for one that was seen, or is calculated
 * @param formula true if the source computes it: its change does not touch the record's modification stamp, so that no rule may
 *     test it (requirement, C12)
 */
public record KnownField(FieldName name, FieldType type, boolean standard, boolean formula) {
    /** By object, then name. */
    public static final Comparator<KnownField> BY_NAME = Comparator.<KnownField, RecordObject>comparing(
                    field -> field.name().object())
            .thenComparing(field -> field.name().key());

    /** True if a touchpoint's date may be taken from it. */
    public boolean isUsableAsDate() {
        return !formula && (type == FieldType.TIME || type == FieldType.DATE);
    }
}
