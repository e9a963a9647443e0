package dev.touchstone.runtime.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Binds the parameters of a statement from left to right. A batch is bound as one array a column, for {@code unnest}.
 *
 * <p>Not thread-safe; one per statement.
 */
public final class SqlParameters {
    private final PreparedStatement statement;
    private int position;

    SqlParameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** A text; null is SQL NULL. */
    public SqlParameters text(@Nullable String value) throws SQLException {
        statement.setString(++position, value);
        return this;
    }

    /** A whole number. */
    public SqlParameters number(long value) throws SQLException {
        statement.setLong(++position, value);
        return this;
    }

    /** A whole number; empty is SQL NULL. */
    public SqlParameters optionalNumber(OptionalLong value) throws SQLException {
        statement.setObject(++position, value.isPresent() ? value.getAsLong() : null, Types.BIGINT);
        return this;
    }

    /** A truth value. */
    public SqlParameters flag(boolean value) throws SQLException {
        statement.setBoolean(++position, value);
        return this;
    }

    /** An id; null is SQL NULL. */
    public SqlParameters uuid(@Nullable UUID value) throws SQLException {
        statement.setObject(++position, value);
        return this;
    }

    /** A time; null is SQL NULL. */
    public SqlParameters time(@Nullable Instant value) throws SQLException {
        statement.setObject(++position, value == null ? null : value.atOffset(ZoneOffset.UTC));
        return this;
    }

    /** Bytes. */
    public SqlParameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++position, value);
        return this;
    }

    /** A column of texts. */
    public <T> SqlParameters texts(List<T> rows, Function<T, ? extends @Nullable String> column) throws SQLException {
        return array("text", rows, column);
    }

    /** A column of ids. */
    public <T> SqlParameters uuids(List<T> rows, Function<T, ? extends @Nullable UUID> column) throws SQLException {
        return array("uuid", rows, column);
    }

    /** A column of times. */
    public <T> SqlParameters times(List<T> rows, Function<T, ? extends @Nullable Instant> column) throws SQLException {
        return array("timestamptz", rows, row -> {
            Instant value = column.apply(row);
            return value == null ? null : value.toString();
        });
    }

    /** A column of truth values. */
    public <T> SqlParameters flags(List<T> rows, Predicate<T> column) throws SQLException {
        return array("bool", rows, column::test);
    }

    /** A column of 32-bit numbers. */
    public <T> SqlParameters integers(List<T> rows, Function<T, Integer> column) throws SQLException {
        return array("int4", rows, column);
    }

    /** A column of 64-bit numbers. */
    public <T> SqlParameters numbers(List<T> rows, Function<T, ? extends @Nullable Long> column) throws SQLException {
        return array("int8", rows, column);
    }

    /**
     * A column of any type, by the texts that PostgreSQL reads.
     *
     * @param type of PostgreSQL
     */
    public <T> SqlParameters values(String type, List<T> rows, Function<T, ? extends @Nullable String> column)
            throws SQLException {
        return array(type, rows, column);
    }

    private <T> SqlParameters array(String type, List<T> rows, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(++position, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
