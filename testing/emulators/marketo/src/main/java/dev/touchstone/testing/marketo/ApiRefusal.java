package dev.touchstone.testing.marketo;

/** Ends a call with an error in the body. */
final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ApiError error;

    ApiRefusal(String code) {
        this(ApiError.of(code));
    }

    ApiRefusal(String code, String message) {
        this(new ApiError(code, message));
    }

    private ApiRefusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }
}
