package dev.touchstone.salessync.salesforce.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query in Salesforce's language. Pure. Names are checked and values escaped, so that no value becomes part of the language.
 *
 * @param fields at least one
 * @param object API name
 * @param conditions all of which hold; made by the functions of this class
 * @param order names of fields, ascending; may be empty
 * @param limit rows at most; 0 for no limit
 */
public record Soql(List<String> fields, String object, List<String> conditions, List<String> order, int limit) {
    /** Salesforce refuses an address above 16 KB; this leaves room for the host and the path. */
    static final int LONGEST_QUERY = 15_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");

    public Soql {
        if (fields.isEmpty() || limit < 0) {
            throw new IllegalArgumentException("a query needs a field and a limit from 0");
        }
        fields = fields.stream().map(Soql::name).toList();
        object = name(object);
        conditions = List.copyOf(conditions);
        order = order.stream().map(Soql::name).toList();
    }

    /** Everything of an object. */
    public static Soql select(Collection<String> fields, String object) {
        return new Soql(List.copyOf(fields), object, List.of(), List.of(), 0);
    }

    /** The same with one condition more. */
    public Soql where(String condition) {
        List<String> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Soql(fields, object, more, order, limit);
    }

    /** The same in ascending order of these fields. */
    public Soql orderBy(String... names) {
        return new Soql(fields, object, conditions, List.of(names), limit);
    }

    /** The same, so many rows at most. */
    public Soql limitTo(int rows) {
        return new Soql(fields, object, conditions, order, rows);
    }

    /** The field has the value. Salesforce takes upper and lower case as the same. */
    public static String equal(String field, String value) {
        return name(field) + " = " + quote(value);
    }

    /** The field is as said. */
    public static String is(String field, boolean value) {
        return name(field) + " = " + value;
    }

    /**
     * One of the fields is as said, at least.
     *
     * @param fields at least one
     */
    public static String someIs(List<String> fields, boolean value) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a list of fields is not empty");
        }
        return fields.stream().map(field -> is(field, value)).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The field has one of the values. */
    public static String in(String field, Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a list of values for " + field + " is not empty");
        }
        return name(field) + " IN " + values.stream().map(Soql::quote).collect(Collectors.joining(",", "(", ")"));
    }

    /** The field is above the value. */
    public static String above(String field, String value) {
        return name(field) + " > " + quote(value);
    }

    /** The field is at this time or later. */
    public static String from(String field, Instant time) {
        return name(field) + " >= " + literal(time);
    }

    /** The field is before this time. */
    public static String before(String field, Instant time) {
        return name(field) + " < " + literal(time);
    }

    /** The field, which is a day, is one of these. */
    public static String onDays(String field, List<LocalDate> days) {
        return name(field) + " IN " + days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "(", ")"));
    }

    /** The pair of a time and an id is above another pair. */
    public static String afterPair(String timeField, Instant time, String idField, String id) {
        String stamp = literal(time);
        return "(" + name(timeField) + " > " + stamp + " OR (" + name(timeField) + " = " + stamp + " AND "
                + above(idField, id) + "))";
    }

    /**
     * The same query once for each part of a list that is too long for one address.
     *
     * @param values without repetitions; none gives no query
     */
    public List<Soql> splitIn(String field, List<String> values) {
        int room = LONGEST_QUERY - encodedLength(where(in(field, List.of(""))).toString());
        List<Soql> queries = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int used = 0;
        for (String value : values) {
            int length = encodedLength(quote(value) + ",");
            if (used + length > room && !part.isEmpty()) {
                queries.add(where(in(field, part)));
                part.clear();
                used = 0;
            }
            part.add(value);
            used += length;
        }
        if (!part.isEmpty()) {
            queries.add(where(in(field, part)));
        }
        return queries;
    }

    /** A text as a literal. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** A time as a literal; Salesforce keeps milliseconds. */
    static String literal(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * A name of an object or field, checked, as a part of queries and paths.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("a name in a query is letters, digits, underscores and dots");
        }
        return text;
    }

    private static int encodedLength(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).length();
    }

    @Override
    public String toString() {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String ordered = order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
        String limited = limit == 0 ? "" : " LIMIT " + limit;
        return "SELECT " + String.join(", ", fields) + " FROM " + object + where + ordered + limited;
    }
}
