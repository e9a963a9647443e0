package dev.touchstone.salessync.facts;

import org.jspecify.annotations.Nullable;

/** touchpoint-service gave no answer, or one that cannot be used; it passes by itself or when somebody mends it. */
public final class NotReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code for a metric: a status of gRPC, lower case
     * @param sentence what happened
     */
    public NotReached(String code, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** For a metric: a status of gRPC, lower case. */
    public String code() {
        return code;
    }
}
