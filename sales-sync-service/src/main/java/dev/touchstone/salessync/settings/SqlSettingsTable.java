package dev.touchstone.salessync.settings;

import dev.touchstone.runtime.sql.Database;
import dev.touchstone.runtime.sql.SqlParameters;
import dev.touchstone.runtime.sql.SqlRow;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of versions: {@code version}, the columns of the settings, {@code author}, {@code note}, {@code created_at}. The migration
 * that creates it stores version 1, the defaults.
 *
 * @param <S> what can be set
 */
public final class SqlSettingsTable<S> {
    private final Database database;
    private final Columns<S> columns;
    private final String inForce;
    private final String add;

    /**
     * A table that has its first version already.
     *
     * @param name of the table
     * @param columns where the settings are
     */
    public SqlSettingsTable(Database database, String name, Columns<S> columns) {
        this.database = database;
        this.columns = columns;
        String all = "version, " + String.join(", ", columns.names()) + ", author, note, created_at";
        String places = "?" + ", ?".repeat(columns.names().size() + 3);
        this.inForce = "SELECT " + all + " FROM " + name + " ORDER BY version DESC LIMIT 1";
        this.add = "INSERT INTO " + name + " (" + all + ") VALUES (" + places + ") ON CONFLICT (version) DO NOTHING";
    }

    /** The newest version. There always is one. */
    public SettingsVersion<S> inForce() {
        return database.get(inForce, parameters -> {}, this::version);
    }

    /** Stores a version; false if there is one of this number already. */
    boolean add(SettingsVersion<S> version) {
        int added = database.update(add, parameters -> {
            parameters.number(version.version());
            columns.bind(parameters, version.settings());
            parameters.text(version.author()).text(version.note()).time(version.createdAt());
        });
        return added == 1;
    }

    private SettingsVersion<S> version(SqlRow row) throws SQLException {
        return new SettingsVersion<>(
                row.number("version"),
                columns.settings(row),
                row.text("author"),
                row.text("note"),
                row.time("created_at"));
    }

    /**
     * The columns in which settings are.
     *
     * @param <S> what can be set
     */
    public interface Columns<S> {
        /** Their names, in the order of {@link #bind}. */
        List<String> names();

        /** Adds a parameter for each. */
        void bind(SqlParameters parameters, S settings) throws SQLException;

        /** Reads them. */
        S settings(SqlRow row) throws SQLException;
    }
}
