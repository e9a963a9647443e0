package dev.touchstone.testing.salesforce.http;

/** One end point below a version: from the call to the reply. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Carries the call out.
     *
     * @throws ApiRefusal if it ends with errors
     */
    Reply answer(ApiCall call) throws ApiRefusal;
}
