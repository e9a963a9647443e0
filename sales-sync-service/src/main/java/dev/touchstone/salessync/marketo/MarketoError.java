package dev.touchstone.salessync.marketo;

import dev.touchstone.salessync.remote.ErrorClass;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a call brought no answer, in the classes that the sync acts on differently. Pure.
 *
 * <p>{@link #sentence()} is safe to show and to log: it never holds Marketo's own message, which may repeat data.
 *
 * <p><b>Source:</b> Marketo, "Error Codes"; {@link CodeTable} says which code is which.
 */
public sealed interface MarketoError {
    /** One sentence without a full stop. */
    String sentence();

    /** Whose fault it is. */
    default ErrorClass kind() {
        return switch (this) {
            case Refused ignored -> ErrorClass.AUTH;
            case RateExceeded ignored -> ErrorClass.PACE;
            case TooConcurrent ignored -> ErrorClass.PACE;
            case NoTurn ignored -> ErrorClass.PACE;
            case QuotaUsedUp ignored -> ErrorClass.QUOTA;
            case Unreachable ignored -> ErrorClass.TRANSIENT;
            case BreakerOpen ignored -> ErrorClass.TRANSIENT;
            case SystemError ignored -> ErrorClass.TRANSIENT;
            case TimedOut ignored -> ErrorClass.TRANSIENT;
            case TooLarge ignored -> ErrorClass.SIZE;
            case TooManyMatches ignored -> ErrorClass.SIZE;
            case UnknownField ignored -> ErrorClass.DRIFT;
            case ExportQueueFull ignored -> ErrorClass.PACE;
            case ExportQuotaUsedUp ignored -> ErrorClass.QUOTA;
            case ExportAlreadyQueued ignored -> ErrorClass.NOTHING;
            case FileNotThere ignored -> ErrorClass.TRANSIENT;
            case WrongChecksum ignored -> ErrorClass.TRANSIENT;
            case FeatureOff ignored -> ErrorClass.CONFIG;
            case SchemaFull ignored -> ErrorClass.CONFIG;
            case Permanent permanent -> permanent.kind;
        };
    }

    /**
     * True if the call was a write that may have been executed all the same: its answer never came, or says nothing about it.
     * Codes by which Marketo's gate turns a call away (601, 602, 606, 607, 608, 611, 615) mean that it was not.
     */
    default boolean maybeExecuted() {
        return false;
    }

    /** True if a read of less may do where this one does not. */
    default boolean isSplittable() {
        return this instanceof TooManyMatches || this instanceof TimedOut || this instanceof TooLarge;
    }

    /** True if one of the people who were asked for may be the reason: each of the others may be readable. */
    default boolean mayBeOnePerson() {
        return isSplittable() || this instanceof SystemError;
    }

    /**
     * The credentials are refused or lack a permission; only a person can mend it. Codes HTTP 401, 601 and 602 after one
     * renewal, 603.
     *
     * @param code the code
     * @param permission what the API user lacks, as Marketo's administration names it; empty unless the code is 603
     */
    record Refused(String code, String permission) implements MarketoError {
        public Refused(String code) {
            this(code, "");
        }

        @Override
        public String sentence() {
            return switch (code) {
                case "401" ->
                    "Marketo's identity endpoint /identity/oauth/token refuses the client id or secret (HTTP 401)";
                case "603" ->
                    "Marketo denies access (603): the API user lacks the permission \"" + permission
                            + "\", or its addresses are restricted";
                default -> "Marketo refuses a fresh access token (" + code + ")";
            };
        }
    }

    /** More calls in 20 seconds than the instance allows, ours and everybody else's. Code 606. */
    record RateExceeded() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo's limit of calls per 20 seconds is reached (606)";
        }
    }

    /** More calls at a time than the instance allows. Code 615. */
    record TooConcurrent() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo's limit of calls at a time is reached (615)";
        }
    }

    /** The call had no turn within the patience of its lane, because calls are short; Marketo was not called. */
    record NoTurn(Lane lane) implements MarketoError {
        @Override
        public String sentence() {
            return "no call to Marketo was free within " + lane.patience().toSeconds() + " s";
        }
    }

    /**
     * No calls are left today: Marketo says so (607), or the share of the quota that we allow ourselves is used up. While it
     * lasts, it is thrown without calling Marketo.
     *
     * @param byMarketo true for 607; false for our own share
     * @param reset midnight in Chicago
     * @param retryAt when it is worth trying again
     */
    record QuotaUsedUp(boolean byMarketo, Instant reset, Instant retryAt) implements MarketoError {
        @Override
        public String sentence() {
            return byMarketo
                    ? "Marketo's daily quota is used up (607)"
                    : "our share of Marketo's daily quota is used up";
        }
    }

    /**
     * Passes by itself: no connection, HTTP 5xx, a body that is not Marketo's, 608, 614, 713.
     *
     * @param what what came instead
     * @param maybeExecuted true if a write may have been executed
     */
    record Unreachable(String what, boolean maybeExecuted) implements MarketoError {
        /** The call was a read, or Marketo says that it was not executed. */
        public static Unreachable read(String what) {
            return new Unreachable(what, false);
        }

        @Override
        public String sentence() {
            return "Marketo does not answer as it should (" + what + ")";
        }
    }

    /**
     * So many calls failed that none is made for a while, but one from time to time.
     *
     * @param retryAt when the next is made
     */
    record BreakerOpen(Instant retryAt) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo failed too often; it is left alone for a moment";
        }
    }

    /** A system error of Marketo's; one row of a batch may be the reason. Code 611, unknown codes 6xx. */
    record SystemError(String code) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo has a system error (" + code + ")";
        }
    }

    /** The call took too long for Marketo; half of it may do. Code 604. */
    record TimedOut(boolean maybeExecuted) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo gave up on the call (604)";
        }
    }

    /** Too much at once: HTTP 413 or 414, or an answer above our limit. The same call never works; half of it may. */
    record TooLarge(String what) implements MarketoError {
        /** What is too large if it is not the call itself. */
        static final String ANSWER = "the answer";

        /** True if the call was executed, and its answer is above our limit. */
        public boolean isAnswer() {
            return what.equals(ANSWER);
        }

        @Override
        public String sentence() {
            return "the call is too large (" + what + ")";
        }
    }

    /** The filter matches more than 1,000 people, or its values are wrong. Code 1003 on a read. */
    record TooManyMatches() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo refuses the filter (1003)";
        }
    }

    /** A field that was asked for is not there any more. Codes 1006, 1011. */
    record UnknownField(Optional<String> name) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo does not know a field (1006)";
        }
    }

    /** The queue of exports is full, everybody's together; the same call works later. Codes 1029 (queue), 1016. */
    record ExportQueueFull() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo's queue of bulk jobs is full (1029)";
        }
    }

    /** No more is exported today. Code 1029 (quota). */
    record ExportQuotaUsedUp() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo's daily volume of exports is used up (1029)";
        }
    }

    /** The job is in the queue, as was wanted. Code 1029 (already queued). {@link BulkApi#enqueue} takes it as success. */
    record ExportAlreadyQueued() implements MarketoError {
        @Override
        public String sentence() {
            return "the bulk job is queued already (1029)";
        }
    }

    /** The export is complete but its file is not there, yet or any more. HTTP 404. */
    record FileNotThere() implements MarketoError {
        @Override
        public String sentence() {
            return "the exported file is not there";
        }
    }

    /** An export's file is not what its checksum says; nothing of it is to be used. */
    record WrongChecksum() implements MarketoError {
        @Override
        public String sentence() {
            return "the exported file is not what its checksum says";
        }
    }

    /** The instance lacks the feature, or the filter (1035). Codes 616, 703, 1018, 1035. */
    record FeatureOff(String code) implements MarketoError {
        @Override
        public String sentence() {
            return "the Marketo instance lacks the feature (" + code + ")";
        }
    }

    /** No room for another custom activity type (1027) or attribute (1028). */
    record SchemaFull(String code) implements MarketoError {
        @Override
        public String sentence() {
            return code.equals("1027")
                    ? "the Marketo instance has no room for another custom activity type (1027)"
                    : "the custom activity type has no room for another attribute (1028)";
        }
    }

    /** Repeating does not help: a bug of ours, a record that is gone. Any other code. */
    record Permanent(String code, ErrorClass kind) implements MarketoError {
        public Permanent(String code) {
            this(code, ErrorClass.PERMANENT);
        }

        @Override
        public String sentence() {
            return "Marketo refuses the call for good (" + code + ")";
        }
    }
}
