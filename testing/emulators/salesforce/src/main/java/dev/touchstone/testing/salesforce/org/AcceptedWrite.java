package dev.touchstone.testing.salesforce.org;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that was carried out.
 *
 * @param number place in the truth log, from 1
 * @param time when, by the organisation's clock
 * @param userId who
 * @param client the client's name; empty for none
 * @param operation {@code create}, {@code update}, {@code delete}, {@code undelete}, {@code merge}, {@code convert}
 * @param type the record's type
 * @param id the record
 * @param fields what the writer set
 */
public record AcceptedWrite(
        long number,
        Instant time,
        String userId,
        String client,
        String operation,
        String type,
        String id,
        Map<String, @Nullable Object> fields) {
    public AcceptedWrite {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
