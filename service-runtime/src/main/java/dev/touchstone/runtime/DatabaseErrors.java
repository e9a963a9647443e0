package dev.touchstone.runtime;

import dev.touchstone.contract.RpcFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the database errors that heal by themselves from those that are bugs.
 *
 * <p><b>Source:</b> PostgreSQL, appendix "Error Codes".
 */
public final class DatabaseErrors {
    /** Class 08: no connection. Class 53: no disk, memory or connection left. Class 57: shut down, cancelled. */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57");
    /** Class 25: the server is read-only, as a standby is during a failover. Class 40: deadlock or serialization. */
    private static final Set<String> PASSING_STATES = Set.of("25006", "40001", "40P01");

    /** Class 42, no such table or column: the migration has not come so far yet, which it will. */
    private static final Set<String> SCHEMA_STATES = Set.of("42P01", "42703");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_CAUSES = 20;

    private DatabaseErrors() {}

    /**
     * The refusal to send for an error that heals by itself: an outage, or a call that came before the migration. Empty for any
     * other error.
     */
    public static Optional<RpcFailure> outage(Throwable error) {
        return firstOf(error, sql -> sentence(sql).or(() -> schemaSentence(sql)))
                .map(sentence -> new RpcFailure.Unavailable("DATABASE_UNAVAILABLE", sentence, RETRY_AFTER));
    }

    /** One sentence for the log or the caller, without SQL and without data; empty if the error is no outage. */
    public static Optional<String> outageSentence(Throwable error) {
        return firstOf(error, DatabaseErrors::sentence);
    }

    private static Optional<String> firstOf(Throwable error, Function<SQLException, Optional<String>> sentence) {
        return firstOf(error, sentence, MAX_CAUSES);
    }

    /** A commit that fails has the database's error among the suppressed ones. */
    private static Optional<String> firstOf(
            Throwable error, Function<SQLException, Optional<String>> sentence, int depth) {
        @Nullable Throwable cause = error;
        for (int left = depth; cause != null && left > 0; left--) {
            Optional<String> found = cause instanceof SQLException sql ? sentence.apply(sql) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                Optional<String> beside = firstOf(suppressed, sentence, left - 1);
                if (beside.isPresent()) {
                    return beside;
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<String> schemaSentence(SQLException error) {
        return SCHEMA_STATES.contains(String.valueOf(error.getSQLState()))
                ? Optional.of("the database's schema is not yet the one that this version needs")
                : Optional.empty();
    }

    private static Optional<String> sentence(SQLException error) {
        @Nullable String state = error.getSQLState();
        if (state == null) {
            // The connection pool has three messages, and no state, for a connection that could not be had in time.
            String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
            boolean noConnection = message.contains("acquisition timeout");
            return noConnection ? Optional.of("the database gives no connection") : Optional.empty();
        }
        if (state.equals("53100")) {
            return Optional.of("the database's disk is full");
        }
        boolean outage = state.length() == 5 && OUTAGE_CLASSES.contains(state.substring(0, 2));
        if (outage || PASSING_STATES.contains(state)) {
            return Optional.of("the database does not answer (SQLSTATE " + state + ")");
        }
        return Optional.empty();
    }
}
