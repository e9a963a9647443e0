package dev.touchstone.testing.salesforce.schema;

import dev.touchstone.testing.emulator.SalesforceIds;
import java.util.Optional;

/** Ids of records: 15 characters in which case counts, or 18, of which the last three say which letters are capitals. */
public final class RecordId {
    /** Characters of the prefix that tells the type. */
    static final int PREFIX = 3;

    private RecordId() {}

    /** The id of 18 characters made from a number. */
    public static String of(String keyPrefix, long number) {
        return SalesforceIds.of(keyPrefix, number);
    }

    /** The form of 18 characters, in the right case; empty if the text is no id. */
    public static Optional<String> normalize(String text) {
        return SalesforceIds.normalize(text);
    }

    /** The form of 15 characters. */
    public static String shortForm(String id) {
        return id.substring(0, 15);
    }
}
