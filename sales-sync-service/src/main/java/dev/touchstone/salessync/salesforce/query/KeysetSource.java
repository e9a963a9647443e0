package dev.touchstone.salessync.salesforce.query;

import java.util.List;

/**
 * What a round reads. Pure.
 *
 * @param object API name
 * @param fields API names; {@code Id} and {@code SystemModstamp} are read anyway
 * @param conditions made by {@link Soql}; may be empty
 * @param withDeleted true to see deleted and archived records too
 */
public record KeysetSource(String object, List<String> fields, List<String> conditions, boolean withDeleted) {
    public KeysetSource {
        fields = List.copyOf(fields);
        conditions = List.copyOf(conditions);
    }
}
