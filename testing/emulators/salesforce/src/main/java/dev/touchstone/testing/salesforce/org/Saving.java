package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.org.TypeRules.Companion;
import dev.touchstone.testing.salesforce.org.Writer.Rights;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.FieldType;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates, updates and upserts: one record, in the order of steps that Salesforce has. */
final class Saving {
    private final FieldReader reader;
    private final FieldAccess access;
    private final Automation automation;

    Saving(FieldReader reader, FieldAccess access, Automation automation) {
        this.reader = reader;
        this.access = access;
        this.automation = automation;
    }

    WriteResult create(WriteSet set, ObjectType type, Map<String, @Nullable Object> sent) throws Rejection {
        checkWritable(set, type);
        Map<String, @Nullable Object> values = reader.read(set, type, sent, true);
        Map<String, @Nullable Object> row = new HashMap<>(values);
        String id = set.tables().nextId(type);
        row.put(SystemFields.ID, id);
        TypeRules.defaults(set, type, row);
        row.putIfAbsent(SystemFields.CREATED, set.stamp());
        row.putIfAbsent(SystemFields.CREATED_BY, set.writer().userId());
        row.putIfAbsent(SystemFields.MODIFIED, row.get(SystemFields.CREATED));
        row.putIfAbsent(SystemFields.MODIFIED_BY, set.writer().userId());
        assign(set, type, row);
        save(set, type, row, null);
        set.accept("create", type.name(), id, values);
        return new WriteResult.Done(id, true);
    }

    WriteResult update(WriteSet set, ObjectType type, String rawId, Map<String, @Nullable Object> sent)
            throws Rejection {
        checkWritable(set, type);
        SObject before = existing(set, type, rawId);
        Map<String, @Nullable Object> values = reader.read(set, type, sent, false);
        boolean system = set.writer().rights() == Rights.SYSTEM;
        if (before.isTrue("IsConverted") && !system) {
            throw Rejection.isConverted();
        }
        Map<String, @Nullable Object> row = fields(type, before);
        row.putAll(values);
        if (!values.containsKey(SystemFields.MODIFIED)) {
            row.put(SystemFields.MODIFIED, set.stamp());
            row.put(SystemFields.MODIFIED_BY, set.writer().userId());
        }
        assign(set, type, row);
        save(set, type, row, before);
        set.accept("update", type.name(), before.id(), values);
        return new WriteResult.Done(before.id(), false);
    }

    WriteResult upsert(WriteSet set, ObjectType type, Write.Upsert write) throws Rejection {
        Field key = reader.key(set.writer(), type, write.key());
        if (write.value().isBlank() && key.type() != FieldType.ID) {
            throw new Rejection("MISSING_ARGUMENT", key.name() + " not specified", key.name());
        }
        Map<String, @Nullable Object> sent = new HashMap<>(write.fields());
        sent.keySet().removeIf(name -> name.equalsIgnoreCase(key.name()));
        if (key.type() == FieldType.ID) {
            return write.value().isBlank() ? create(set, type, sent) : update(set, type, write.value(), sent);
        }
        Object value;
        try {
            value = Objects.requireNonNull(Values.read(key.type(), write.value()));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new Rejection(
                    "INVALID_TYPE_ON_FIELD_IN_RECORD",
                    key.name() + ": value not of required type: " + write.value(),
                    key.name());
        }
        List<SObject> found = set.withValue(type.name(), key.name(), value);
        if (found.size() > 1) {
            throw new Rejection(new WriteResult.Several(
                    found.stream().map(SObject::id).sorted().toList()));
        }
        if (found.size() == 1) {
            return update(set, type, found.get(0).id(), sent);
        }
        sent.put(key.name(), value);
        return create(set, type, sent);
    }

    /**
     * Saves a record as it is given, whoever writes: for what comes with other writes.
     *
     * @param row with its id
     */
    static StoredObject store(WriteSet set, ObjectType type, Map<String, @Nullable Object> row) {
        row.put(SystemFields.STAMP, set.stamp());
        StoredObject saved = new StoredObject(type.name(), Objects.toString(row.get(SystemFields.ID)), row);
        set.stage(saved);
        return saved;
    }

    /** A record of the system's own, with defaults. */
    static StoredObject companion(WriteSet set, ObjectType type, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> row = new HashMap<>(fields);
        row.put(SystemFields.ID, set.tables().nextId(type));
        TypeRules.defaults(set, type, row);
        for (String time : List.of(SystemFields.CREATED, SystemFields.MODIFIED)) {
            row.putIfAbsent(time, set.stamp());
        }
        for (String user : List.of(SystemFields.CREATED_BY, SystemFields.MODIFIED_BY)) {
            row.putIfAbsent(user, set.writer().userId());
        }
        row.keySet().removeIf(name -> !type.has(name));
        TypeRules.derive(set, type, row, null);
        return store(set, type, row);
    }

    /** What a record holds, its id included, to be changed by the caller. */
    static Map<String, @Nullable Object> fields(ObjectType type, SObject row) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        if (row instanceof StoredObject own) {
            fields.putAll(own.copyOfFields());
        } else {
            type.fields().forEach(field -> fields.put(field.name(), row.value(field.name())));
        }
        fields.put(SystemFields.ID, row.id());
        return fields;
    }

    /** A record to be written, by its id in either form. */
    static SObject existing(WriteSet set, ObjectType type, String rawId) throws Rejection {
        String id = FieldReader.id(type, rawId)
                .orElseThrow(() -> new Rejection("MALFORMED_ID", "bad id " + rawId, SystemFields.ID));
        SObject row = set.get(id).orElseThrow(Rejection::notThere);
        set.checkFree(id);
        if (row.isDeleted()) {
            throw Rejection.isDeleted();
        }
        return row;
    }

    void checkWritable(WriteSet set, ObjectType type) throws Rejection {
        Writer writer = set.writer();
        if (writer.rights() != Rights.SYSTEM && !access.writesType(writer.userId(), type.name())) {
            throw new Rejection("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        boolean systemsOwn = type.name().equals("OpportunityHistory");
        if (systemsOwn || (type.name().equals("OpportunityStage") && writer.rights() != Rights.SYSTEM)) {
            throw new Rejection(
                    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be inserted: " + type.name());
        }
    }

    private void save(WriteSet set, ObjectType type, Map<String, @Nullable Object> row, @Nullable SObject before)
            throws Rejection {
        boolean system = set.writer().rights() == Rights.SYSTEM;
        String id = Objects.toString(row.get(SystemFields.ID));
        if (!system) {
            rewrite(type, row);
        }
        TypeRules.derive(set, type, row, before);
        List<WriteError> errors = new ArrayList<>(FieldChecks.missing(type, row));
        errors.addAll(FieldChecks.wrong(set, type, row, changed(type, row, before)));
        Rejection.ifAny(errors);
        refuse(TypeRules.forbidden(set, type, id, row));
        refuse(inactiveOwner(set, type, row, before));
        refuse(FieldChecks.duplicate(set, type, id, row));
        if (!system) {
            StoredObject saved = new StoredObject(type.name(), id, row);
            findDuplicates(set, type, saved);
            validate(type, saved);
        }
        store(set, type, row);
        for (Companion companion : TypeRules.companions(type, row, before)) {
            companion(set, set.tables().type(companion.type()), companion.fields());
        }
    }

    private void rewrite(ObjectType type, Map<String, @Nullable Object> row) {
        String id = Objects.toString(row.get(SystemFields.ID));
        for (Automation.BeforeSave flow : automation.beforeSave(type.name())) {
            StoredObject now = new StoredObject(type.name(), id, row);
            if (flow.condition().test(now)) {
                row.putAll(flow.rewrite().apply(now));
            }
        }
    }

    private void validate(ObjectType type, SObject saved) throws Rejection {
        List<WriteError> errors = automation.validationRules(type.name()).stream()
                .filter(rule -> rule.condition().test(saved))
                .map(rule -> new WriteError(
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        rule.message(),
                        rule.field() == null ? List.of() : List.of(rule.field())))
                .toList();
        Rejection.ifAny(errors);
    }

    private void findDuplicates(WriteSet set, ObjectType type, SObject saved) throws Rejection {
        for (Automation.DuplicateRule rule : automation.duplicateRules(type.name())) {
            if (rule.canBeAllowed() && set.writer().allowDuplicates()) {
                continue;
            }
            List<SObject> others = duplicates(set, type, rule, saved);
            if (!others.isEmpty()) {
                throw new Rejection(new WriteResult.Failed(
                        List.of(WriteError.of("DUPLICATES_DETECTED", "Use one of these records?")), others));
            }
        }
    }

    private static List<SObject> duplicates(
            WriteSet set, ObjectType type, Automation.DuplicateRule rule, SObject saved) {
        String first = rule.fields().get(0);
        Object value = saved.value(first);
        return value == null
                ? List.of()
                : set.withValue(type.name(), first, value).stream()
                        .filter(other -> !other.id().equals(saved.id()))
                        .filter(other -> rule.fields().stream().allMatch(field -> {
                            Object own = saved.value(field);
                            return own != null && WriteSet.equal(other.value(field), own);
                        }))
                        .toList();
    }

    private void assign(WriteSet set, ObjectType type, Map<String, @Nullable Object> row) {
        if (!set.writer().autoAssign() || set.writer().rights() == Rights.SYSTEM) {
            return;
        }
        StoredObject now = new StoredObject(type.name(), Objects.toString(row.get(SystemFields.ID)), row);
        automation.assignmentRules(type.name()).stream()
                .filter(rule -> rule.condition().test(now))
                .findFirst()
                .ifPresent(rule -> row.put(SystemFields.OWNER, rule.ownerId()));
    }

    private static Optional<WriteError> inactiveOwner(
            WriteSet set, ObjectType type, Map<String, @Nullable Object> row, @Nullable SObject before) {
        Object owner = row.get(SystemFields.OWNER);
        if (owner == null || (before != null && owner.equals(before.value(SystemFields.OWNER)))) {
            return Optional.empty();
        }
        return set.get(owner.toString())
                .filter(user -> user.type().equals("User") && !user.isTrue("IsActive"))
                .map(user -> WriteError.of(
                        "INACTIVE_OWNER_OR_USER",
                        "operation performed with inactive user [" + owner + "] as owner of "
                                + type.name().toLowerCase(Locale.ROOT),
                        SystemFields.OWNER));
    }

    private static Set<String> changed(ObjectType type, Map<String, @Nullable Object> row, @Nullable SObject before) {
        Set<String> changed = new HashSet<>();
        for (Field field : type.fields()) {
            if (before == null || !Objects.equals(before.value(field.name()), row.get(field.name()))) {
                changed.add(field.name());
            }
        }
        return changed;
    }

    private static void refuse(Optional<WriteError> error) throws Rejection {
        if (error.isPresent()) {
            throw new Rejection(List.of(error.get()));
        }
    }
}
