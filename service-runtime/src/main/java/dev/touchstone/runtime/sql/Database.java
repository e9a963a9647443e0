package dev.touchstone.runtime.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the constant SQL texts of the stores. A statement joins the transaction of the calling thread; without one it is a
 * transaction of its own.
 */
@ApplicationScoped
public class Database {
    /** Seconds after which a statement is cancelled, so that no caller and no worker waits for ever. */
    private static final int STATEMENT_SECONDS = 120;

    private static final int PORTION = 10_000;

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Binds parameters. */
    @FunctionalInterface
    public interface Binder {
        /** Binds from left to right. */
        void bind(SqlParameters parameters) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The value of the row. */
        T read(SqlRow row) throws SQLException;
    }

    /** A statement failed; {@code DatabaseErrors} of the service runtime tells what to make of it. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(SQLException cause) {
            super("a statement failed", cause);
        }
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, Binder binder, Reader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, binder);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            SqlRow row = new SqlRow(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /**
     * Gives the rows of a query to a sink, one by one. In a transaction they are fetched in portions, so that a large result
     * needs little memory; the sink may use the same transaction.
     */
    public <T> void forEach(String sql, Binder binder, Reader<T> reader, Consumer<T> sink) {
        forEach(sql, PORTION, binder, reader, sink);
    }

    /**
     * The same for rows that may be large.
     *
     * @param portion rows that are in memory at a time
     */
    public <T> void forEach(String sql, int portion, Binder binder, Reader<T> reader, Consumer<T> sink) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, binder)) {
            statement.setFetchSize(portion);
            try (ResultSet result = statement.executeQuery()) {
                SqlRow row = new SqlRow(result);
                while (result.next()) {
                    sink.accept(reader.read(row));
                }
            }
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /** The only row of a query; empty if there is none. */
    public <T> Optional<T> find(String sql, Binder binder, Reader<T> reader) {
        List<T> rows = list(sql, binder, reader);
        if (rows.size() > 1) {
            throw new IllegalStateException("a query for one row gave " + rows.size());
        }
        return rows.stream().findFirst();
    }

    /** The only row of a query that always has one. */
    public <T> T get(String sql, Binder binder, Reader<T> reader) {
        return find(sql, binder, reader)
                .orElseThrow(() -> new IllegalStateException("a query that always has a row gave none"));
    }

    /** How many rows a statement changed. */
    public int update(String sql, Binder binder) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, binder)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Binder binder) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            binder.bind(new SqlParameters(statement));
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
