package dev.touchstone.salessync.task.rule;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import java.util.Optional;

/** The value of {@code Task.Type}. Pure. */
public final class TaskType {
    /** API name of the field. */
    public static final String FIELD = "Type";

    private TaskType() {}

    /**
     * The type to send: only a value that the organisation has, active and in exactly this spelling, and only if it has no default of its own.
     *
     * @param task the object as the seller sees it
     * @return empty if no type is sent; the task is made without one then
     */
    public static Optional<String> of(TaskKind kind, ObjectDescription task) {
        return task.field(FIELD)
                .filter(field -> field.access().createable())
                .filter(field -> has(field, kind.word()))
                .map(field -> kind.word());
    }

    private static boolean has(DescribedField field, String value) {
        boolean hasDefault = field.picklist().stream().anyMatch(DescribedField.PicklistValue::isDefault);
        return !hasDefault
                && field.picklist().stream()
                        .anyMatch(each -> each.active() && each.value().equals(value));
    }
}
