package dev.touchstone.salessync.crm.fact;

import dev.touchstone.salessync.salesforce.query.SalesforceRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What touchpoint-service is told of a record. Pure.
 *
 * @param id 18 characters
 * @param modifiedAt what is older changes nothing there
 * @param record as it was read; null if it is gone
 * @param mergedInto of a person who is gone: whom it is part of; empty otherwise
 */
public record RecordFact(
        CrmObject object,
        String id,
        Instant modifiedAt,
        @Nullable SalesforceRecord record,
        String mergedInto) {
    /** Raised when records are told as something else than before: then everything is told anew. */
    public static final int EDITION = 1;

    /** True if it is told as gone. */
    public boolean isGone() {
        return record == null;
    }
}
