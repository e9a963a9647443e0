package dev.touchstone.touchpoint.rule;

import org.jspecify.annotations.Nullable;

/** The fields of the records that a rule looks at together, such as a campaign member and its campaign. */
@FunctionalInterface
public interface FieldSource {
    /** The value of a field; null if it is empty, or no such field was ever seen. */
    @Nullable
    FieldValue value(FieldName field);
}
