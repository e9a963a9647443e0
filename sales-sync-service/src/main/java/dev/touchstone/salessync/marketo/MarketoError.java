package dev.touchstone.salessync.marketo;

import java.util.Optional;

/**
 * Why a call brought no answer, in the classes that the sync acts on differently.
 *
 * <p>{@link #sentence()} is safe to show and to log: it never holds Marketo's own message, which may repeat data.
 *
 * <p><b>Source:</b> Marketo, "Error Codes".
 */
public sealed interface MarketoError {
    /** One sentence without a full stop. */
    String sentence();

    /**
     * The credentials are refused or lack a permission; only a person can mend it. Codes HTTP 401, 601 and 602 after one
     * renewal, 603.
     */
    record Refused(String code) implements MarketoError {
        @Override
        public String sentence() {
            return switch (code) {
                case "401" ->
                    "Marketo's identity endpoint /identity/oauth/token refuses the client id or secret (HTTP 401)";
                case "603" ->
                    "Marketo denies access (603): the API user lacks the permission to read leads, or its "
                            + "addresses are restricted";
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

    /** No calls are left until midnight in Chicago. Code 607. */
    record QuotaUsedUp() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo's daily quota is used up (607)";
        }
    }

    /** Passes by itself: no connection, HTTP 5xx, a body that is not Marketo's, 608, 611, 614, 713, unknown codes 6xx. */
    record Unreachable(String what) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo does not answer as it should (" + what + ")";
        }
    }

    /** The call took too long for Marketo; half of it may do. Code 604. */
    record TimedOut() implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo gave up on the call (604)";
        }
    }

    /** The filter matches more than 1,000 people, or its values are wrong. Code 1003. */
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

    /** Repeating does not help: a bug of ours, or a feature that the instance lacks. Any other code. */
    record Permanent(String code) implements MarketoError {
        @Override
        public String sentence() {
            return "Marketo refuses the call for good (" + code + ")";
        }
    }
}
