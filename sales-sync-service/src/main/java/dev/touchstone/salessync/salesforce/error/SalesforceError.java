package dev.touchstone.salessync.salesforce.error;

import dev.touchstone.salessync.remote.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call brought no answer, in the classes that the sync acts on differently. Pure.
 *
 * <p>{@link #sentence()} is safe to show and to log: it never holds Salesforce's own message, which may repeat data.
 *
 * <p><b>Source:</b> Salesforce, "Status Codes and Error Responses"; {@link ErrorTable} says which code is which.
 */
public sealed interface SalesforceError {
    /** One sentence without a full stop. */
    String sentence();

    /** Whose fault it is. */
    default ErrorClass kind() {
        return switch (this) {
            case Refused ignored -> ErrorClass.AUTH;
            case Blocked ignored -> ErrorClass.CONFIG;
            case QuotaUsedUp ignored -> ErrorClass.QUOTA;
            case TooConcurrent ignored -> ErrorClass.PACE;
            case NoTurn ignored -> ErrorClass.PACE;
            case BreakerOpen ignored -> ErrorClass.TRANSIENT;
            case Unreachable ignored -> ErrorClass.TRANSIENT;
            case Maintenance ignored -> ErrorClass.TRANSIENT;
            case QueryTimedOut ignored -> ErrorClass.TRANSIENT;
            case TooLarge ignored -> ErrorClass.SIZE;
            case CursorGone ignored -> ErrorClass.TRANSIENT;
            case Changed ignored -> ErrorClass.NOTHING;
            case KeyNotUnique ignored -> ErrorClass.CONFIG;
            case VersionRetired ignored -> ErrorClass.CONFIG;
            case Rejected rejected -> rejected.why.verdict().kind();
        };
    }

    /** True if the call was a write that may have been executed all the same: its answer never came, or says nothing about it. */
    default boolean maybeExecuted() {
        return false;
    }

    /** True if a read of less may do where this one does not. */
    default boolean isSplittable() {
        return this instanceof QueryTimedOut || this instanceof TooLarge;
    }

    /** What has to be done about a refused connection. */
    enum Remedy {
        /** The owner connects again. */
        RECONNECT("connect again"),
        /** An administrator of the organisation allows our address. */
        ALLOW_ADDRESS("an administrator of the organisation has to allow the address of this service"),
        /** An administrator of the organisation approves the connected app for the user. */
        APPROVE_APP("an administrator of the organisation has to approve the connected app for the user"),
        /** The clock of this host is put right. */
        CORRECT_CLOCK("the clock of this host has to be put right"),
        /** Client id, secret, key, user or host of the connection are corrected. */
        CORRECT_SETTINGS("the settings of the connected app have to be corrected");

        private final String sentence;

        Remedy(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * The connection is refused; only a person can mend it.
     *
     * @param code Salesforce's
     * @param clockAhead how far our clock is ahead of Salesforce's, negative if behind; zero unless the remedy is
     *     {@link Remedy#CORRECT_CLOCK}
     */
    record Refused(String code, Remedy remedy, Duration clockAhead) implements SalesforceError {
        public Refused(String code, Remedy remedy) {
            this(code, remedy, Duration.ZERO);
        }

        @Override
        public String sentence() {
            String why = clockAhead.isZero()
                    ? ""
                    : ", our clock is " + clockAhead.abs().toSeconds() + " s "
                            + (clockAhead.isNegative() ? "behind" : "ahead of") + " Salesforce's";
            return "Salesforce refuses the connection (" + code + why + "): " + remedy.sentence;
        }
    }

    /** The organisation or its connected app does not allow the API to this user; no new session helps. */
    record Blocked(String code) implements SalesforceError {
        @Override
        public String sentence() {
            return "the Salesforce organisation does not allow this connection to use the REST API (" + code + ")";
        }
    }

    /**
     * No calls are left in the last 24 hours: Salesforce says so, or the share that we allow ourselves is used up. While it lasts, it is
     * thrown without calling Salesforce.
     *
     * @param bySalesforce false for our own share
     * @param retryAt when it is worth trying again
     */
    record QuotaUsedUp(boolean bySalesforce, Instant retryAt) implements SalesforceError {
        @Override
        public String sentence() {
            return bySalesforce
                    ? "the Salesforce organisation has no API requests left (REQUEST_LIMIT_EXCEEDED)"
                    : "our share of the Salesforce organisation's API requests is used up";
        }
    }

    /** More long calls at a time than the organisation allows; this one was not executed. */
    record TooConcurrent() implements SalesforceError {
        @Override
        public String sentence() {
            return "the Salesforce organisation's limit of long calls at a time is reached (REQUEST_LIMIT_EXCEEDED)";
        }
    }

    /** The call had no turn within the patience of its lane, because calls are short; Salesforce was not called. */
    record NoTurn(Duration patience) implements SalesforceError {
        @Override
        public String sentence() {
            return "no call to Salesforce was free within " + patience.toSeconds() + " s";
        }
    }

    /**
     * So many calls failed that none is made for a while, but one from time to time.
     *
     * @param retryAt when the next is made
     */
    record BreakerOpen(Instant retryAt) implements SalesforceError {
        @Override
        public String sentence() {
            return "Salesforce failed too often; it is left alone for a moment";
        }
    }

    /**
     * Passes by itself: no connection, HTTP 5xx, a page of HTML, SERVER_UNAVAILABLE.
     *
     * @param what what came instead
     * @param maybeExecuted true if a write may have been executed
     * @param retryAfter what the other side asks for; null if nothing
     */
    record Unreachable(
            String what, boolean maybeExecuted, @Nullable Duration retryAfter) implements SalesforceError {
        public Unreachable(String what, boolean maybeExecuted) {
            this(what, maybeExecuted, null);
        }

        /** The call was a read, or it was not executed. */
        public static Unreachable read(String what) {
            return new Unreachable(what, false, null);
        }

        @Override
        public String sentence() {
            return "Salesforce does not answer as it should (" + what + ")";
        }
    }

    /** The organisation is being maintained: it can be read, but not written to. */
    record Maintenance() implements SalesforceError {
        /** How long writes wait. */
        public static final Duration PAUSE = Duration.ofMinutes(15);

        @Override
        public String sentence() {
            return "the Salesforce organisation takes no writes while it is maintained";
        }
    }

    /** The query took too long; one of a shorter window may do. QUERY_TIMEOUT. */
    record QueryTimedOut() implements SalesforceError {
        @Override
        public String sentence() {
            return "Salesforce gave up on the query (QUERY_TIMEOUT)";
        }
    }

    /** Too much at once: HTTP 413, 414 or 431, EXCEEDED_ID_LIMIT, or an answer above our limit. Half of it may do. */
    record TooLarge(String what) implements SalesforceError {
        /** What is too large if it is not the call itself. */
        public static final String ANSWER = "the answer";

        @Override
        public String sentence() {
            return "the call is too large (" + what + ")";
        }

        /** True if the call was executed, and its answer is above our limit. */
        @Override
        public boolean maybeExecuted() {
            return what.equals(ANSWER);
        }
    }

    /** The cursor of a query is not there any more: a new query goes on after the last row. INVALID_QUERY_LOCATOR. */
    record CursorGone(String code) implements SalesforceError {
        @Override
        public String sentence() {
            return "Salesforce does not know the query's cursor any more (" + code + ")";
        }
    }

    /** The record changed since the time that the write names; nothing was written. HTTP 412. */
    record Changed() implements SalesforceError {
        @Override
        public String sentence() {
            return "the record changed in Salesforce meanwhile (HTTP 412)";
        }
    }

    /**
     * Several records have the same value in the field that is to be a key. HTTP 300.
     *
     * @param field the key field
     */
    record KeyNotUnique(String field) implements SalesforceError {
        @Override
        public String sentence() {
            return "the key field " + field + " is not unique in Salesforce (HTTP 300)";
        }
    }

    /** The version of the API is not offered, or not any more. HTTP 410. */
    record VersionRetired(String version) implements SalesforceError {
        @Override
        public String sentence() {
            return "Salesforce does not offer version " + version + " of its API";
        }
    }

    /**
     * Salesforce understood the call and refuses it: {@link RowError#verdict()} says what to do.
     *
     * @param why the first error
     * @param all every error, in Salesforce's order
     */
    record Rejected(RowError why, List<RowError> all) implements SalesforceError {
        public Rejected {
            all = List.copyOf(all);
        }

        /** With one error. */
        public Rejected(RowError why) {
            this(why, List.of(why));
        }

        @Override
        public String sentence() {
            return "Salesforce refuses the call (" + why.code() + ")";
        }
    }
}
