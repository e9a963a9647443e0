package dev.touchstone.salessync.task.rule;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import dev.touchstone.salessync.salesforce.catalogue.DescribedField.Access;
import dev.touchstone.salessync.salesforce.catalogue.DescribedField.PicklistValue;
import dev.touchstone.salessync.salesforce.catalogue.ObjectDescription;
import java.util.List;

/** Descriptions of tasks, as organisations have them. */
final class TaskDescriptions {
    private TaskDescriptions() {}

    static ObjectDescription task(DescribedField... fields) {
        return new ObjectDescription("Task", true, true, List.of(fields), null);
    }

    static DescribedField field(String name, String type, int length) {
        return new DescribedField(
                name,
                type,
                length,
                new Access(true, true, true),
                new DescribedField.Key(false, false),
                false,
                List.of());
    }

    static DescribedField readOnly(String name, String type) {
        return new DescribedField(
                name, type, 0, new Access(false, false, true), new DescribedField.Key(false, false), false, List.of());
    }

    static DescribedField picklist(String name, PicklistValue... values) {
        return new DescribedField(
                name,
                "picklist",
                0,
                new Access(true, true, true),
                new DescribedField.Key(false, false),
                false,
                List.of(values));
    }

    static PicklistValue value(String text) {
        return new PicklistValue(text, true, false);
    }
}
