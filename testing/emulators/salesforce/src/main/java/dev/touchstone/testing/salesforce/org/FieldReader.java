package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.org.Writer.Rights;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Schema;
import dev.touchstone.testing.salesforce.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a client sent into values of fields, or says what is wrong with it. */
final class FieldReader {
    private final Schema schema;
    private final FieldAccess access;

    FieldReader(Schema schema, FieldAccess access) {
        this.schema = schema;
        this.access = access;
    }

    /**
     * The fields by their own names, with values as fields keep them.
     *
     * @param creating true for a new record
     */
    Map<String, @Nullable Object> read(
            WriteSet set, ObjectType type, Map<String, @Nullable Object> sent, boolean creating) throws Rejection {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> locked = new ArrayList<>();
        List<WriteError> errors = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> entry : sent.entrySet()) {
            if (entry.getKey().indexOf('.') >= 0) {
                parent(set, type, entry.getKey(), entry.getValue(), values);
                continue;
            }
            Field field = visible(set.writer(), type, entry.getKey());
            if (!isWritable(set.writer(), type, field, creating)) {
                locked.add(field.name());
            } else {
                try {
                    values.put(field.name(), value(field, entry.getValue()));
                } catch (IllegalArgumentException | ArithmeticException wrong) {
                    errors.add(wrongType(field, entry.getValue()));
                }
            }
        }
        if (!locked.isEmpty()) {
            errors.add(0, isLocked(locked));
        }
        Rejection.ifAny(errors);
        return values;
    }

    /** The field that an upsert names as its key. */
    Field key(Writer writer, ObjectType type, String name) throws Rejection {
        Field field = visible(writer, type, name);
        if (field.type() != FieldType.ID && !field.is(Field.Trait.EXTERNAL_ID)) {
            throw new Rejection(
                    "INVALID_FIELD",
                    "Field name provided, " + name + " is not an External ID or indexed field for " + type.name());
        }
        return field;
    }

    private Field visible(Writer writer, ObjectType type, String name) throws Rejection {
        Optional<Field> field = type.find(name)
                .filter(found -> writer.rights() == Rights.SYSTEM
                        || access.seesField(writer.userId(), type.name(), found.name()));
        return field.orElseThrow(() -> new Rejection(
                "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name(), name));
    }

    private boolean isWritable(Writer writer, ObjectType type, Field field, boolean creating) {
        if (field.type() == FieldType.ID || field.name().equals(SystemFields.STAMP)) {
            return false;
        }
        return switch (writer.rights()) {
            case SYSTEM -> true;
            case AUDIT_FIELDS ->
                (creating && SystemFields.AUDIT.contains(field.name())) || isStandard(writer, type, field, creating);
            case STANDARD -> isStandard(writer, type, field, creating);
        };
    }

    private boolean isStandard(Writer writer, ObjectType type, Field field, boolean creating) {
        return (creating ? field.isCreateable() : field.isUpdateable())
                && access.writesField(writer.userId(), type.name(), field.name());
    }

    private static @Nullable Object value(Field field, @Nullable Object sent) {
        Object value = Values.read(field.type(), sent);
        if (value == null) {
            return field.type() == FieldType.BOOLEAN ? (Object) false : null;
        }
        return field.type() == FieldType.REFERENCE
                ? RecordId.normalize(value.toString()).orElse(value.toString())
                : value;
    }

    /** A parent that is named by its external id: {@code Account.Key__c}. */
    private void parent(
            WriteSet set, ObjectType type, String path, @Nullable Object key, Map<String, @Nullable Object> values)
            throws Rejection {
        String relationship = path.substring(0, path.indexOf('.'));
        String keyName = path.substring(path.indexOf('.') + 1);
        Field reference = type.findRelationship(relationship)
                .orElseThrow(() -> new Rejection(
                        "INVALID_FIELD",
                        "No such column '" + relationship + "' on sobject of type " + type.name(),
                        relationship));
        if (key == null || key.toString().isEmpty()) {
            values.put(reference.name(), null);
            return;
        }
        List<String> found = new ArrayList<>();
        for (String target : reference.referenceTo()) {
            schema.get(target)
                    .find(keyName)
                    .filter(field -> field.is(Field.Trait.EXTERNAL_ID))
                    .ifPresent(field -> set.withValue(target, field.name(), key).forEach(row -> found.add(row.id())));
        }
        if (found.size() != 1) {
            throw new Rejection(
                    found.isEmpty() ? "INVALID_FIELD" : "DUPLICATE_EXTERNAL_ID",
                    found.isEmpty()
                            ? "Foreign key external ID: " + key + " not found for field " + keyName + " in entity "
                                    + String.join(", ", reference.referenceTo())
                            : keyName + ": more than one record found for external id field: " + found);
        }
        values.put(reference.name(), found.get(0));
    }

    /** The id of 18 characters of a record of this type. */
    static Optional<String> id(ObjectType type, String text) {
        return RecordId.normalize(text.strip()).filter(id -> id.startsWith(type.keyPrefix()));
    }

    static WriteError isLocked(List<String> fields) {
        return new WriteError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: " + String.join(", ", fields) + ". Please check the security settings"
                        + " of this field and verify that it is read/write for your profile or permission set.",
                fields);
    }

    private static WriteError wrongType(Field field, @Nullable Object sent) {
        return WriteError.of(
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                field.name() + ": value not of required type: " + sent,
                field.name());
    }
}
