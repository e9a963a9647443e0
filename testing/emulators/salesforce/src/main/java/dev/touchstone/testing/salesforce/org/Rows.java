package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import dev.touchstone.testing.salesforce.schema.RecordId;
import dev.touchstone.testing.salesforce.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries the rows of one write out, each with its own fate. */
final class Rows {
    private static final WriteError ROLLED_BACK = WriteError.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    private final Schema schema;
    private final FieldAccess access;
    private final RowLocks locks;
    private final Saving saving;

    Rows(Schema schema, FieldAccess access, RowLocks locks, Saving saving) {
        this.schema = schema;
        this.access = access;
        this.locks = locks;
        this.saving = saving;
    }

    /**
     * Writes rows into a transaction.
     *
     * @param parents the parents of each row
     * @param taken those of them that this write holds
     */
    List<WriteResult> write(WriteSet set, List<Write> rows, List<Set<String>> parents, Set<String> taken) {
        List<WriteResult> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            results.add(write(set, rows.get(i), parents.get(i), taken));
        }
        return results;
    }

    /** What becomes of rows that are rolled back because of others. */
    static List<WriteResult> rolledBack(List<WriteResult> results) {
        return results.stream()
                .map(result -> result.isDone() ? WriteResult.failed(ROLLED_BACK) : result)
                .toList();
    }

    private WriteResult write(WriteSet set, Write row, Set<String> parents, Set<String> taken) {
        try {
            Optional<String> locked = locks.refusal(parents, taken);
            if (locked.isPresent()) {
                throw Rejection.isLocked(locked.get());
            }
            ObjectType type = type(set.writer(), row);
            return switch (row) {
                case Write.Create create -> saving.create(set, type, create.fields());
                case Write.Update update -> saving.update(set, type, update.id(), update.fields());
                case Write.Upsert upsert -> saving.upsert(set, type, upsert);
                case Write.Delete delete -> {
                    saving.checkWritable(set, type);
                    yield Removal.delete(set, type, delete.id());
                }
                case Write.HardDelete delete -> {
                    saving.checkWritable(set, type);
                    yield Removal.hardDelete(set, type, delete.id());
                }
                case Write.Undelete undelete -> {
                    saving.checkWritable(set, type);
                    yield Removal.undelete(set, type, undelete.id());
                }
            };
        } catch (Rejection rejection) {
            return rejection.result();
        }
    }

    /** The type a row names, or that of its id if it names none. */
    ObjectType type(Writer writer, Write row) throws Rejection {
        Optional<ObjectType> type = row.type().isEmpty() ? ofId(row) : schema.find(row.type());
        return type.filter(found -> access.seesType(writer.userId(), found.name()))
                .orElseThrow(() -> row.type().isEmpty()
                        ? new Rejection("MALFORMED_ID", "bad id " + id(row), SystemFields.ID)
                        : new Rejection("INVALID_TYPE", "sObject type '" + row.type() + "' is not supported."));
    }

    private Optional<ObjectType> ofId(Write row) {
        return RecordId.normalize(id(row)).flatMap(schema::ofId);
    }

    private static String id(Write row) {
        return switch (row) {
            case Write.Delete delete -> delete.id();
            case Write.HardDelete delete -> delete.id();
            case Write.Undelete undelete -> undelete.id();
            case Write.Update update -> update.id();
            case Write.Create ignored -> "";
            case Write.Upsert ignored -> "";
        };
    }

    /** The records that a row hangs on: those it refers to, and their accounts. */
    Set<String> parents(RecordSource source, Write row) {
        Map<String, @Nullable Object> fields = switch (row) {
            case Write.Create create -> create.fields();
            case Write.Update update -> update.fields();
            case Write.Upsert upsert -> upsert.fields();
            case Write.Delete ignored -> Map.of();
            case Write.HardDelete ignored -> Map.of();
            case Write.Undelete ignored -> Map.of();
        };
        Set<String> parents = new HashSet<>();
        RecordId.normalize(id(row)).flatMap(source::get).ifPresent(own -> addParents(source, own, parents));
        fields.forEach((name, value) -> {
            boolean lockable = schema.find(row.type())
                    .flatMap(type -> type.find(name))
                    .filter(Rows::isLockable)
                    .isPresent();
            if (lockable && value != null) {
                RecordId.normalize(value.toString()).ifPresent(id -> addWithAccount(source, id, parents));
            }
        });
        return parents;
    }

    private void addParents(RecordSource source, SObject row, Set<String> parents) {
        for (Field field : schema.get(row.type()).fields()) {
            Object value = isLockable(field) ? row.value(field.name()) : null;
            if (value != null) {
                addWithAccount(source, value.toString(), parents);
            }
        }
    }

    private static void addWithAccount(RecordSource source, String id, Set<String> parents) {
        parents.add(id);
        source.get(id).map(parent -> parent.text("AccountId")).ifPresent(parents::add);
    }

    private static boolean isLockable(Field field) {
        return field.isIndexed()
                && !field.referenceTo().isEmpty()
                && !field.referenceTo().contains("User")
                && !field.is(Field.Trait.CALCULATED);
    }
}
