package dev.touchstone.contract;

import com.google.rpc.BadRequest.FieldViolation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller of an RPC can act on. The message says what is wrong, the value, and what to do; every part
 * of it that varies is in {@link #metadata()} too.
 *
 * <p><b>Source:</b> AIP-193; the codes are those of {@code google.rpc.Code}.
 */
public abstract sealed class RpcFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Map<String, String> metadata;

    private RpcFailure(String reason, String message, Map<String, String> metadata) {
        super(message, null, false, false);
        this.reason = reason;
        this.metadata = Map.copyOf(metadata);
    }

    /** The service's error reason without its enum prefix, upper snake case: {@code INVALID_FIELDS}. */
    public String reason() {
        return reason;
    }

    /** The parts of the message that vary, by lower-camel-case key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** INVALID_ARGUMENT: the request itself is wrong, whatever the state of the system. */
    public static final class InvalidRequest extends RpcFailure {
        private static final long serialVersionUID = 1L;
        /** It goes to the client twice, once with three characters for each byte that is not ASCII. */
        private static final int MAX_SENTENCE_BYTES = 400;

        private final transient List<FieldViolation> violations;

        /**
         * @param violations at least one, with paths in proto syntax
         */
        public InvalidRequest(List<FieldViolation> violations) {
            super("INVALID_FIELDS", sentence(violations), Map.of("count", Integer.toString(violations.size())));
            this.violations = List.copyOf(violations);
        }

        /** What is wrong, in the order of the request's fields. */
        public List<FieldViolation> violations() {
            return violations;
        }

        private static String sentence(List<FieldViolation> violations) {
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an invalid request names at least one field");
            }
            FieldViolation first = violations.get(0);
            String told = Texts.cut(first.getField() + ": " + first.getDescription(), MAX_SENTENCE_BYTES);
            String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
            return told + more;
        }
    }

    /** NOT_FOUND: the named thing does not exist. */
    public static final class NotFound extends RpcFailure {
        private static final long serialVersionUID = 1L;

        public NotFound(String reason, String message, Map<String, String> metadata) {
            super(reason, message, metadata);
        }
    }

    /** ALREADY_EXISTS: something else has the name that was asked for. */
    public static final class AlreadyExists extends RpcFailure {
        private static final long serialVersionUID = 1L;

        public AlreadyExists(String reason, String message, Map<String, String> metadata) {
            super(reason, message, metadata);
        }
    }

    /** ABORTED: somebody else changed it since the caller read it; read again, and decide again. */
    public static final class Conflict extends RpcFailure {
        private static final long serialVersionUID = 1L;

        public Conflict(String reason, String message, Map<String, String> metadata) {
            super(reason, message, metadata);
        }
    }

    /** FAILED_PRECONDITION: the request is right, but something else has to happen first. */
    public static final class FailedPrecondition extends RpcFailure {
        private static final long serialVersionUID = 1L;

        public FailedPrecondition(String reason, String message, Map<String, String> metadata) {
            super(reason, message, metadata);
        }
    }

    /** RESOURCE_EXHAUSTED: there are as many as may be; something else has to go first, or time has to pass. */
    public static final class ResourceExhausted extends RpcFailure {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public ResourceExhausted(String reason, String message, Map<String, String> metadata) {
            super(reason, message, metadata);
            this.retryAfter = null;
        }

        /**
         * Of a quota that comes back by itself.
         *
         * @param retryAfter the shortest sensible wait before repeating
         */
        public ResourceExhausted(String reason, String message, Duration retryAfter) {
            super(reason, message, Map.of());
            this.retryAfter = retryAfter;
        }

        /** The shortest sensible wait before repeating; empty if repeating alone does not help. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** UNAVAILABLE: repeat the same request later. */
    public static final class Unavailable extends RpcFailure {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        /**
         * @param retryAfter the shortest sensible wait before repeating
         */
        public Unavailable(String reason, String message, Duration retryAfter) {
            super(reason, message, Map.of());
            this.retryAfter = retryAfter;
        }

        /** The shortest sensible wait before repeating. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
