package dev.touchstone.testing.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Single statements beside a service: what a test prepares, and what it looks at. */
public final class TestSql {
    private TestSql() {}

    /** Executes a statement, which commits on its own. */
    public static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows, as text. */
    public static List<String> texts(DataSource database, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /**
     * The first column of the first row, as text.
     *
     * @throws IllegalStateException if there is no row
     */
    public static String text(DataSource database, String query) throws SQLException {
        List<String> texts = texts(database, query);
        if (texts.isEmpty()) {
            throw new IllegalStateException("no row: " + query);
        }
        return texts.getFirst();
    }

    /** What a query counts. */
    public static long count(DataSource database, String query) throws SQLException {
        return Long.parseLong(text(database, query));
    }
}
