package dev.touchstone.testing.salesforce.soql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of an answer, in the order of the query's fields.
 *
 * @param type the record's type; {@code AggregateResult} for a row that is computed
 * @param id the record's id, whether or not it was asked for; null for a row that is computed
 * @param fields by canonical name: a value as the field keeps it, a {@code QueryRow} for a parent, or null
 */
public record QueryRow(String type, @Nullable String id, Map<String, @Nullable Object> fields) {
    /** The type of rows that are computed. */
    public static final String AGGREGATE = "AggregateResult";

    public QueryRow {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The value at a path with dots, as {@link QueryResult#columns} names it; null where there is no parent. */
    public @Nullable Object at(String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return fields.get(path);
        }
        return fields.get(path.substring(0, dot)) instanceof QueryRow parent
                ? parent.at(path.substring(dot + 1))
                : null;
    }
}
