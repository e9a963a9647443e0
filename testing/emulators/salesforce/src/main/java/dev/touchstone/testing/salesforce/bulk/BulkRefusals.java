package dev.touchstone.testing.salesforce.bulk;

import dev.touchstone.testing.salesforce.http.ApiRefusal;

/** How calls about jobs are refused. */
final class BulkRefusals {
    private static final int BAD_REQUEST = 400;

    private BulkRefusals() {}

    /** A job that cannot be created. */
    static ApiRefusal invalidJob(String message) {
        return new ApiRefusal(BAD_REQUEST, "INVALIDJOB", message);
    }

    /** A job that is not in the right state. */
    static ApiRefusal invalidState(String message) {
        return new ApiRefusal(BAD_REQUEST, "INVALIDJOBSTATE", message);
    }

    /** A locator that names no place. */
    static ApiRefusal invalidLocator(String locator) {
        return new ApiRefusal(BAD_REQUEST, "INVALID_QUERY_LOCATOR", "invalid query locator: " + locator);
    }

    /** More jobs than a day allows. */
    static ApiRefusal tooMany(int allowed) {
        return new ApiRefusal(
                BAD_REQUEST, "EXCEEDEDQUOTA", "More than " + allowed + " jobs were created within 24 hours");
    }

    /** A job that is not there. */
    static ApiRefusal noJob() {
        return ApiRefusal.notFound("The requested resource does not exist");
    }
}
