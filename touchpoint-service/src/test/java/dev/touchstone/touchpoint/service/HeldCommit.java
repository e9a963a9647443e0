package dev.touchstone.touchpoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Holds every transaction that inserts into or deletes from a table just before its commit, when all its statements are done,
 * until it is released: the way to make transactions overlap as they would once in a million.
 */
final class HeldCommit implements AutoCloseable {
    private static final long LOCK = 4711;

    private final AgroalDataSource dataSource;
    private final String table;
    private Connection holder;

    HeldCommit(AgroalDataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
        execute("CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_advisory_xact_lock(" + LOCK + "); RETURN NULL; END'");
        execute("CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT OR UPDATE OR DELETE ON " + table
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_commit()");
        holder = open();
        execute(holder, "SELECT pg_advisory_lock(" + LOCK + ")");
    }

    /** Runs something whose transaction is to be held, and returns when it is. */
    CompletableFuture<Void> start(Runnable call) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(call);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::isAnyHeld);
        assertThat(running).isNotDone();
        return running;
    }

    /** Lets the transaction commit, and waits until its caller has the answer. */
    void release(CompletableFuture<Void> running) {
        execute(holder, "SELECT pg_advisory_unlock(" + LOCK + ")");
        running.orTimeout(1, TimeUnit.MINUTES).join();
    }

    private boolean isAnyHeld() {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND objid = " + LOCK + " AND NOT granted)")) {
            return result.next() && result.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            execute(holder, "SELECT pg_advisory_unlock_all()");
            holder.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute("DROP TRIGGER hold_commit ON " + table);
        execute("DROP FUNCTION hold_commit()");
    }

    private Connection open() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = open()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
