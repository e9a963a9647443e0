package dev.touchstone.testing.marketo.http;

/** Ends a call with an error in the body, or a row with a reason. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ApiError error;

    /** Refuses with Marketo's own sentence. */
    public ApiRefusal(String code) {
        this(ApiError.of(code));
    }

    /** Refuses with a sentence that names what is wrong. */
    public ApiRefusal(String code, String message) {
        this(new ApiError(code, message));
    }

    private ApiRefusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** What the caller is told. */
    public ApiError error() {
        return error;
    }
}
