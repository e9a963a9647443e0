package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.Field.Trait;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a record may be saved as it stands: what each field allows by itself. */
final class FieldChecks {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;]+@[^\\s@,;]+\\.[^\\s@,;.]+");

    private FieldChecks() {}

    /** Fields that have to hold something and do not. */
    static List<WriteError> missing(ObjectType type, Map<String, @Nullable Object> row) {
        List<String> missing = type.fields().stream()
                .filter(field -> field.is(Trait.REQUIRED) && row.get(field.name()) == null)
                .map(Field::name)
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of(new WriteError("REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing));
    }

    /** What is wrong with the values of these fields. */
    static List<WriteError> wrong(
            WriteSet set, ObjectType type, Map<String, @Nullable Object> row, Set<String> fields) {
        List<WriteError> errors = new ArrayList<>();
        for (Field field : type.fields()) {
            Object value = row.get(field.name());
            if (value != null && fields.contains(field.name())) {
                Optional<WriteError> error = field.type() == FieldType.REFERENCE
                        ? reference(set, field, value.toString())
                        : check(field, value);
                error.ifPresent(errors::add);
            }
        }
        return errors;
    }

    /** A record that already has a value which this one must not share. */
    static Optional<WriteError> duplicate(WriteSet set, ObjectType type, String id, Map<String, @Nullable Object> row) {
        for (Field field : type.fields()) {
            Object value = row.get(field.name());
            if (field.is(Trait.UNIQUE) && value != null) {
                Optional<SObject> other = set.withValue(type.name(), field.name(), value).stream()
                        .filter(found -> !found.id().equals(id))
                        .findFirst();
                if (other.isPresent()) {
                    return Optional.of(WriteError.of(
                            "DUPLICATE_VALUE",
                            "duplicate value found: " + field.name() + " duplicates value on record with id: "
                                    + RecordId.shortForm(other.get().id())));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<WriteError> check(Field field, Object value) {
        String name = field.name();
        String text = value.toString();
        if (field.type() == FieldType.PICKLIST
                && field.is(Trait.RESTRICTED)
                && field.picklist().stream().noneMatch(text::equals)) {
            return Optional.of(WriteError.of(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    name + ": bad value for restricted picklist field: " + text,
                    name));
        }
        if (field.length() > 0 && text.length() > field.length()) {
            return Optional.of(WriteError.of(
                    "STRING_TOO_LONG",
                    name + ": data value too large: " + text + " (max length=" + field.length() + ")",
                    name));
        }
        if (field.type() == FieldType.EMAIL && !EMAIL.matcher(text).matches()) {
            return Optional.of(WriteError.of("INVALID_EMAIL_ADDRESS", name + ": invalid email address: " + text, name));
        }
        return Optional.empty();
    }

    /** A reference has to be an id of the right type, of a record that is there. */
    private static Optional<WriteError> reference(WriteSet set, Field field, String text) {
        Optional<String> id = RecordId.normalize(text);
        Optional<ObjectType> target = id.flatMap(set.tables()::typeOf)
                .filter(type -> field.referenceTo().contains(type.name()));
        if (id.isEmpty() || target.isEmpty()) {
            String label = field.name().toLowerCase(Locale.ROOT).endsWith("id")
                    ? field.name().substring(0, field.name().length() - 2) + " ID"
                    : field.name();
            return Optional.of(WriteError.of(
                    id.isEmpty() ? "MALFORMED_ID" : "FIELD_INTEGRITY_EXCEPTION",
                    label + ": id value of incorrect type: " + text,
                    field.name()));
        }
        Optional<SObject> found = set.get(id.get());
        if (found.isEmpty()) {
            return Optional.of(WriteError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
        }
        return found.get().isDeleted()
                ? Optional.of(WriteError.of("ENTITY_IS_DELETED", "entity is deleted"))
                : Optional.empty();
    }
}
