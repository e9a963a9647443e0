package dev.touchstone.salessync.marketo;

import java.time.Instant;
import java.util.Map;

/**
 * A custom activity to add. Marketo keeps it for good: no update, no delete, no key against duplicates.
 *
 * @param leadId the lead, above 0
 * @param at when it happened; sent in UTC without fractions of a second
 * @param typeId id of an approved custom activity type
 * @param primaryValue the primary attribute
 * @param attributes value of each other attribute, by API name; together at most 64 KB
 */
public record CustomActivity(long leadId, Instant at, int typeId, String primaryValue, Map<String, String> attributes) {
    public CustomActivity {
        attributes = Map.copyOf(attributes);
    }
}
