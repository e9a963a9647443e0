package dev.touchstone.touchpoint.crm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.touchpoint.rule.FieldValue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that its kind does not name.
 *
 * @param list those that have a value, by name; a name at most once, whatever the case
 */
public record CrmFields(List<CrmField> list) {
    private static final Comparator<CrmField> BY_NAME =
            Comparator.comparing(CrmField::key).thenComparing(CrmField::name);

    /** No fields. */
    public static final CrmFields NONE = new CrmFields(List.of());

    public CrmFields {
        list = list.stream().sorted(BY_NAME).toList();
    }

    /** The fields as they are stored: a JSON object. Null for none. */
    @Nullable
    String json() {
        if (list.isEmpty()) {
            return null;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (CrmField field : list) {
            switch (field.value()) {
                case FieldValue.Text text -> object.put(field.name(), text.value());
                case FieldValue.Decimal number -> object.put(field.name(), number.value());
                case FieldValue.Flag flag -> object.put(field.name(), flag.value());
                case FieldValue.Time time -> object.putObject(field.name()).put("time", time.text());
                case FieldValue.Date date -> object.putObject(field.name()).put("date", date.text());
            }
        }
        return object.toString();
    }
}
