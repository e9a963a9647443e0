package dev.touchstone.runtime.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The current row of a result, read by column name. */
public final class SqlRow {
    private final ResultSet result;

    SqlRow(ResultSet result) {
        this.result = result;
    }

    /** A text that is not NULL. */
    public String text(String column) throws SQLException {
        return optionalText(column).orElseThrow(() -> isNull(column));
    }

    /** A text; empty for NULL. */
    public Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    /** A whole number; 0 for NULL. */
    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /** A whole number of 32 bits; 0 for NULL. */
    public int integer(String column) throws SQLException {
        return result.getInt(column);
    }

    /** A whole number; empty for NULL. */
    public OptionalLong optionalNumber(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Bytes that are not NULL. */
    public byte[] bytes(String column) throws SQLException {
        return Optional.ofNullable(result.getBytes(column)).orElseThrow(() -> isNull(column));
    }

    /** A truth value; false for NULL. */
    public boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    /** A truth value; empty for NULL. */
    public Optional<Boolean> optionalFlag(String column) throws SQLException {
        boolean value = result.getBoolean(column);
        return result.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** An id that is not NULL. */
    public UUID uuid(String column) throws SQLException {
        return optionalUuid(column).orElseThrow(() -> isNull(column));
    }

    /** An id; empty for NULL. */
    public Optional<UUID> optionalUuid(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, UUID.class));
    }

    /** A time that is not NULL. */
    public Instant time(String column) throws SQLException {
        return optionalTime(column).orElseThrow(() -> isNull(column));
    }

    /** A time; empty for NULL. */
    public Optional<Instant> optionalTime(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** A day; empty for NULL. */
    public Optional<LocalDate> optionalDate(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, LocalDate.class));
    }

    /** An array of texts, not NULL. */
    public List<String> texts(String column) throws SQLException {
        Array array = result.getArray(column);
        if (array == null) {
            throw isNull(column);
        }
        return List.of((String[]) array.getArray());
    }

    private static IllegalStateException isNull(String column) {
        return new IllegalStateException("the schema promises that " + column + " is not NULL here");
    }
}
