package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.bulk.Job.JobFailure;
import dev.touchstone.testing.salesforce.org.Write;
import dev.touchstone.testing.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of a file into writes. An empty value leaves a field as it is, {@code #N/A} empties it.
 *
 * @param type the type that is written
 * @param operation what is done with each row
 * @param key the field by which an upsert finds records; empty for other operations
 * @param columns the file's columns
 */
record IngestRows(ObjectType type, Operation operation, String key, List<String> columns) {
    private static final String ID = "Id";
    private static final String NOTHING = "#N/A";

    /** What a job does. */
    enum Operation {
        INSERT,
        UPDATE,
        UPSERT,
        DELETE,
        HARD_DELETE;

        private static final Map<String, Operation> NAMES = Map.of(
                "insert", INSERT, "update", UPDATE, "upsert", UPSERT, "delete", DELETE, "hardDelete", HARD_DELETE);

        /** By the name that clients use; null for a name that is not known. */
        static @Nullable Operation of(String name) {
            return NAMES.get(name);
        }

        /** The name that clients use. */
        String text() {
            return this == HARD_DELETE ? "hardDelete" : name().toLowerCase(Locale.ROOT);
        }

        boolean isDelete() {
            return this == DELETE || this == HARD_DELETE;
        }
    }

    IngestRows {
        columns = List.copyOf(columns);
    }

    /** Refuses columns that the operation cannot use, as Salesforce does: the job fails as a whole. */
    void check() throws JobFailure {
        for (String column : columns) {
            if (!type.has(column)) {
                throw new JobFailure("InvalidBatch : Field name not found : " + column);
            }
        }
        Set<Operation> byId = Set.of(Operation.UPDATE, Operation.DELETE, Operation.HARD_DELETE);
        if (byId.contains(operation) && indexOf(ID) < 0) {
            throw new JobFailure("InvalidBatch : The column Id is missing");
        }
        if (operation == Operation.UPSERT && indexOf(key) < 0) {
            throw new JobFailure("InvalidBatch : The column " + key + " is missing");
        }
        if (operation.isDelete() && columns.size() > 1) {
            throw new JobFailure("InvalidBatch : Only the column Id is allowed for " + operation.text());
        }
    }

    /** The write of a row. */
    Write write(List<String> row) {
        return switch (operation) {
            case INSERT -> new Write.Create(type.name(), fields(row, ""));
            case UPDATE -> new Write.Update(type.name(), value(row, ID), fields(row, ID));
            case UPSERT -> new Write.Upsert(type.name(), key, value(row, key), fields(row, key));
            case DELETE -> new Write.Delete(type.name(), value(row, ID));
            case HARD_DELETE -> new Write.HardDelete(type.name(), value(row, ID));
        };
    }

    private Map<String, @Nullable Object> fields(List<String> row, String without) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = i < row.size() ? row.get(i) : "";
            if (!value.isEmpty() && !columns.get(i).equalsIgnoreCase(without)) {
                fields.put(columns.get(i), value.equals(NOTHING) ? null : value);
            }
        }
        return fields;
    }

    private String value(List<String> row, String column) {
        int index = indexOf(column);
        return index < row.size() ? row.get(index) : "";
    }

    private int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    /** A row with as many values as there are columns. */
    List<String> fill(List<String> row) {
        List<String> filled = new ArrayList<>(row.subList(0, Math.min(row.size(), columns.size())));
        while (filled.size() < columns.size()) {
            filled.add("");
        }
        return filled;
    }
}
