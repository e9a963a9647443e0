package dev.touchstone.testing.marketo.http;

import dev.touchstone.testing.emulator.http.Request;

/** One end point: from the request to the reply. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Carries the call out.
     *
     * @throws ApiRefusal if it ends with an error in the body
     */
    Reply answer(Request request) throws ApiRefusal;
}
