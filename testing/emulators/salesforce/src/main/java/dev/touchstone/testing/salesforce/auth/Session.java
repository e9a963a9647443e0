package dev.touchstone.testing.salesforce.auth;

import dev.touchstone.testing.salesforce.http.Caller;
import java.net.URI;
import java.time.Instant;

/**
 * A session.
 *
 * @param token the access token, or session id
 * @param caller who works in it
 * @param instance the only instance that takes it
 * @param expiry when it ends
 */
public record Session(String token, Caller caller, URI instance, Instant expiry) {
    Session until(Instant other) {
        return new Session(token, caller, instance, other);
    }
}
