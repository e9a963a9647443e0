package dev.touchstone.touchpoint.touchpointfield;

import dev.touchstone.touchpoint.rule.FieldName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields come out otherwise under another list. */
public final class FieldChanges {
    private FieldChanges() {}

    /**
     * The fields that are in one of the lists only, or are defined otherwise, or are made from such a one. A field that only moved
     * or is spelled otherwise is none.
     */
    public static Set<FieldName> between(List<TouchpointField> before, List<TouchpointField> after) {
        Map<FieldName, TouchpointField.Definition> old = new HashMap<>();
        before.forEach(field -> old.put(field.fieldName(), field.definition()));
        Set<FieldName> changed = new HashSet<>(old.keySet());
        // A field uses only such as stand before it: what they came to is known when it is looked at.
        for (TouchpointField field : after) {
            boolean same = field.definition().equals(old.get(field.fieldName()))
                    && field.definition()
                            .inputs()
                            .noneMatch(input -> old.containsKey(input) && changed.contains(input));
            if (same) {
                changed.remove(field.fieldName());
            } else {
                changed.add(field.fieldName());
            }
        }
        return changed;
    }
}
