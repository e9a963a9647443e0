package dev.touchstone.testing.salesforce.soql;

import java.util.List;

/** The answer to a query: rows are made when they are asked for, from the state at the time of the query. */
public interface QueryResult {
    /** The type the query reads from. */
    String type();

    /** What is in a row, paths with dots in canonical case; empty for {@code COUNT()}. */
    List<String> columns();

    /** How many records the query found; for {@code COUNT()} that is the answer. */
    int totalSize();

    /** The rows from one place to before another; none for {@code COUNT()}. */
    List<QueryRow> rows(int from, int until);

    /** How many rows there are: {@link #totalSize}, but 0 for {@code COUNT()}. */
    int rowCount();
}
