package dev.touchstone.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a service's database.
 *
 * @param jdbcUrl address
 */
record Database(String jdbcUrl) {
    /** The rows of a query, the columns of each joined by blanks; NULL is {@code null}. */
    List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.append(column == 1 ? "" : " ").append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the database refuses: " + sql, e);
        }
    }

    /** The one number that a query gives. */
    long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }
}
