package dev.touchstone.testing.salesforce.org;

import java.util.List;

/** What became of one row. */
public sealed interface WriteResult {
    /** It was written. */
    record Done(String id, boolean created) implements WriteResult {}

    /**
     * It was not.
     *
     * @param errors why, one at least
     * @param duplicates the records that a rule for duplicates found; empty unless the code is {@code DUPLICATES_DETECTED}
     */
    record Failed(List<WriteError> errors, List<SObject> duplicates) implements WriteResult {
        public Failed {
            errors = List.copyOf(errors);
            duplicates = List.copyOf(duplicates);
        }

        /** The first reason. */
        public WriteError error() {
            return errors.get(0);
        }
    }

    /** An upsert found several records; nothing was written. */
    record Several(List<String> ids) implements WriteResult {
        public Several {
            ids = List.copyOf(ids);
        }
    }

    /** It was not written, for this reason. */
    static Failed failed(WriteError error) {
        return new Failed(List.of(error), List.of());
    }

    /** True if it was written. */
    default boolean isDone() {
        return this instanceof Done;
    }
}
