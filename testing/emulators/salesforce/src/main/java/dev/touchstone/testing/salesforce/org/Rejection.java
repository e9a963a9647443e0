package dev.touchstone.testing.salesforce.org;

import dev.touchstone.testing.salesforce.schema.RecordId;
import java.util.List;

/** Ends the writing of one row. */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient WriteResult result;

    Rejection(WriteResult result) {
        super("a row is refused", null, false, false);
        this.result = result;
    }

    Rejection(List<WriteError> errors) {
        this(new WriteResult.Failed(errors, List.of()));
    }

    Rejection(String statusCode, String message, String... fields) {
        this(WriteResult.failed(WriteError.of(statusCode, message, fields)));
    }

    WriteResult result() {
        return result;
    }

    /** The first reason. */
    WriteError error() {
        return result instanceof WriteResult.Failed failed
                ? failed.error()
                : WriteError.of("DUPLICATE_EXTERNAL_ID", "more than one record found");
    }

    /** Refuses if there is anything to refuse. */
    static void ifAny(List<WriteError> errors) throws Rejection {
        if (!errors.isEmpty()) {
            throw new Rejection(errors);
        }
    }

    static Rejection notThere() {
        return new Rejection("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }

    static Rejection isLocked(String id) {
        return new Rejection(
                "UNABLE_TO_LOCK_ROW",
                "unable to obtain exclusive access to this record or 1 records: " + RecordId.shortForm(id));
    }

    static Rejection isDeleted() {
        return new Rejection("ENTITY_IS_DELETED", "entity is deleted");
    }

    static Rejection isConverted() {
        return new Rejection("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
    }
}
