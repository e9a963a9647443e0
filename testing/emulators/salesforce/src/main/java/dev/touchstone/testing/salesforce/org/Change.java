package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A committed change of one record, or a gap that stands for changes nobody lists.
 *
 * @param number position in the journal; each change has the number after the one before
 * @param entity the name of the type
 * @param recordIds the records; for an overflow the key prefix with a star
 * @param kind what happened
 * @param changedFields fields that hold something else now, in the order of the type; all that are set for a create
 * @param nulledFields those of them that are empty now
 * @param after the record after it; empty for gaps and deletes
 * @param transaction of which transaction it is a part
 */
public record Change(
        long number,
        String entity,
        List<String> recordIds,
        Kind kind,
        Set<String> changedFields,
        Set<String> nulledFields,
        Optional<SObject> after,
        Transaction transaction) {
    /** What happened, as the change event names it. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        UNDELETE,
        GAP_CREATE,
        GAP_UPDATE,
        GAP_DELETE,
        GAP_UNDELETE,
        GAP_OVERFLOW;

        /** The gap that stands for it. */
        public Kind asGap() {
            return switch (this) {
                case CREATE -> GAP_CREATE;
                case UPDATE -> GAP_UPDATE;
                case DELETE -> GAP_DELETE;
                case UNDELETE -> GAP_UNDELETE;
                default -> this;
            };
        }

        /** True if it only says that something happened. */
        public boolean isGap() {
            return name().startsWith("GAP_");
        }
    }

    /**
     * The transaction of a change.
     *
     * @param key what all changes of the transaction share
     * @param sequenceNumber place within the transaction, from 1
     * @param commitTime when it became visible
     * @param commitNumber rises with each transaction
     * @param commitUser who wrote
     * @param changeOrigin through what, {@code com/salesforce/api/soap/62.0;client=NAME}
     */
    public record Transaction(
            String key,
            int sequenceNumber,
            Instant commitTime,
            long commitNumber,
            String commitUser,
            String changeOrigin) {}

    public Change {
        recordIds = List.copyOf(recordIds);
    }
}
