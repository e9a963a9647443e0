package dev.touchstone.testing.salesforce.pubsub;

import dev.touchstone.testing.salesforce.org.Change;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.Field.Trait;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The Avro schema of the change events of one type of records, as the type is now. Names and addresses of people are compound.
 * What the system keeps for itself, and formulas of the organisation, are not there.
 */
final class EventSchema {
    private static final String NAMESPACE = "com.sforce.eventbus";
    private static final List<String> CHANGE_TYPES =
            Arrays.stream(Change.Kind.values()).map(Enum::name).toList();
    private static final Set<String> ABSENT = Set.of("Id", "IsDeleted", "SystemModstamp", "MasterRecordId");
    private static final List<String> NAME_PARTS =
            List.of("Salutation", "FirstName", "LastName", "MiddleName", "InformalName", "Suffix");
    private static final List<String> ADDRESS_PARTS =
            List.of("Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude", "GeocodeAccuracy");

    private final ObjectType type;
    private final Schema schema;
    private final String json;
    private final String id;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /**
     * Where the value of a field lies.
     *
     * @param field the field of the type
     * @param index index in the event
     * @param member index within the compound field; -1 if it is not part of one
     */
    record Slot(Field field, int index, int member) {}

    EventSchema(ObjectType type) {
        this.type = type;
        this.schema = build();
        this.json = schema.toString();
        this.id = fingerprint(json);
    }

    ObjectType type() {
        return type;
    }

    Schema schema() {
        return schema;
    }

    String json() {
        return json;
    }

    String id() {
        return id;
    }

    /** The fields that events tell, in the order of the schema. */
    Iterable<Slot> slots() {
        return slots.values();
    }

    /** Where a field lies; empty if events do not tell it. */
    Optional<Slot> slot(String field) {
        return Optional.ofNullable(slots.get(field));
    }

    /** The record among the types of a union. */
    static Optional<Schema> compound(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .findFirst();
    }

    private Schema build() {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("ChangeEventHeader", header()));
        Set<String> done = new HashSet<>(ABSENT);
        for (Field field : type.fields()) {
            if (done.contains(field.name())) {
                continue;
            }
            Optional<Compound> compound = Compound.with(field, type);
            if (compound.isPresent()) {
                add(compound.get(), fields, done);
            } else if (!field.isCustom() || !field.is(Trait.CALCULATED)) {
                slots.put(field.name(), new Slot(field, fields.size(), -1));
                fields.add(optional(field.name(), type(field), doc(field)));
            }
        }
        return Schema.createRecord(type.name() + "ChangeEvent", null, NAMESPACE, false, fields);
    }

    private void add(Compound compound, List<Schema.Field> fields, Set<String> done) {
        // A compound field stands where its first part stands in the type, and under a name that no field of the type
        // keeps.
        done.add(compound.name());
        List<Schema.Field> members = new ArrayList<>();
        for (Map.Entry<String, Field> part : compound.parts().entrySet()) {
            Field field = part.getValue();
            done.add(field.name());
            slots.put(field.name(), new Slot(field, fields.size(), members.size()));
            members.add(optional(part.getKey(), type(field), doc(field)));
        }
        fields.add(optional(
                compound.name(),
                List.of(Schema.createRecord(compound.recordName(), null, NAMESPACE, false, members)),
                "Data:" + compound.recordName()));
    }

    /** A compound field: its parts by their names within it. */
    private record Compound(String name, String recordName, Map<String, Field> parts) {
        /** The compound field of which a field is a part. */
        static Optional<Compound> with(Field field, ObjectType type) {
            if (NAME_PARTS.contains(field.name()) && type.has("LastName")) {
                return Optional.of(new Compound("Name", "PersonName", parts("", NAME_PARTS, type)));
            }
            for (String part : ADDRESS_PARTS) {
                String prefix = field.name().endsWith(part)
                        ? field.name().substring(0, field.name().length() - part.length())
                        : "-";
                if (type.has(prefix + "Street") && type.has(prefix + "City")) {
                    return Optional.of(
                            new Compound(prefix + "Address", prefix + "Address", parts(prefix, ADDRESS_PARTS, type)));
                }
            }
            return Optional.empty();
        }

        private static Map<String, Field> parts(String prefix, List<String> names, ObjectType type) {
            Map<String, Field> parts = new LinkedHashMap<>();
            names.forEach(name -> type.find(prefix + name).ifPresent(field -> parts.put(name, field)));
            return parts;
        }
    }

    /** The name of an account may be that of a person: such organisations have a record in its place. */
    private List<Schema> type(Field field) {
        if (type.name().equals("Account") && field.name().equals("Name")) {
            List<Schema.Field> members = NAME_PARTS.stream()
                    .map(name -> optional(name, List.of(Schema.create(Schema.Type.STRING)), "Data:Text"))
                    .toList();
            return List.of(
                    Schema.create(Schema.Type.STRING),
                    Schema.createRecord("Switchable_PersonName", null, NAMESPACE, false, members));
        }
        Schema.Type simple = switch (field.type()) {
            case ID, REFERENCE, STRING, TEXTAREA, EMAIL, PHONE, URL, PICKLIST -> Schema.Type.STRING;
            case BOOLEAN -> Schema.Type.BOOLEAN;
            case INT -> Schema.Type.INT;
            case DOUBLE, CURRENCY, PERCENT -> Schema.Type.DOUBLE;
            case DATE, DATETIME -> Schema.Type.LONG;
        };
        return List.of(Schema.create(simple));
    }

    private static String doc(Field field) {
        return switch (field.type()) {
            case ID, REFERENCE -> "ForeignKey:EntityId";
            case STRING -> "Data:Text";
            case TEXTAREA -> "Data:StringPlusClob";
            case EMAIL -> "Data:Email";
            case PHONE -> "Data:Phone";
            case URL -> "Data:Url";
            case PICKLIST -> "Data:DynamicEnum";
            case BOOLEAN -> "Data:Boolean";
            case INT -> "Data:Integer";
            case DOUBLE -> "Data:Double";
            case CURRENCY -> "Data:Currency";
            case PERCENT -> "Data:Percent";
            case DATE -> "Data:DateOnly";
            case DATETIME -> "Data:DateTime";
        };
    }

    private static Schema.Field optional(String name, List<Schema> types, String doc) {
        List<Schema> union = new ArrayList<>();
        union.add(Schema.create(Schema.Type.NULL));
        union.addAll(types);
        return new Schema.Field(name, Schema.createUnion(union), doc, Schema.Field.NULL_DEFAULT_VALUE);
    }

    private static Schema header() {
        Schema text = Schema.create(Schema.Type.STRING);
        Schema texts = Schema.createArray(text);
        Schema number = Schema.create(Schema.Type.LONG);
        Schema changeType = Schema.createEnum("ChangeType", null, NAMESPACE, CHANGE_TYPES);
        return Schema.createRecord(
                "ChangeEventHeader",
                null,
                NAMESPACE,
                false,
                List.of(
                        new Schema.Field("entityName", text),
                        new Schema.Field("recordIds", texts),
                        new Schema.Field("changeType", changeType),
                        new Schema.Field("changeOrigin", text),
                        new Schema.Field("transactionKey", text),
                        new Schema.Field("sequenceNumber", Schema.create(Schema.Type.INT)),
                        new Schema.Field("commitTimestamp", number),
                        new Schema.Field("commitNumber", number),
                        new Schema.Field("commitUser", text),
                        new Schema.Field("nulledFields", texts),
                        new Schema.Field("diffFields", texts),
                        new Schema.Field("changedFields", texts)));
    }

    private static String fingerprint(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(json.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
