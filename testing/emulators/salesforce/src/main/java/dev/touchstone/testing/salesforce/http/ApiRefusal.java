package dev.touchstone.testing.salesforce.http;

import java.util.List;

/** Ends a call with an HTTP status and errors. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient List<ApiError> errors;

    /** Refuses with one error. */
    public ApiRefusal(int status, String errorCode, String message) {
        this(status, List.of(new ApiError(errorCode, message)));
    }

    /** Refuses with the errors of a record. */
    public ApiRefusal(int status, List<ApiError> errors) {
        super(errors.get(0).message(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** A path, an object or a record that is not there. */
    public static ApiRefusal notFound(String message) {
        return new ApiRefusal(404, "NOT_FOUND", message);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What the caller is told. */
    public List<ApiError> errors() {
        return errors;
    }

    /** The answer. */
    public Reply toReply() {
        return Reply.json(status, errors.stream().map(ApiError::toJson).toList())
                .called(errors.get(0).errorCode());
    }
}
