package dev.touchstone.salessync.connection;

import java.net.URI;
import java.util.Optional;

/**
 * How an instance is told by its address.
 *
 * @param configured the name of the instance behind a host that tells none; empty to take host and port
 */
public record MarketoIdentity(Optional<String> configured) {
    InstanceId of(URI baseUrl) {
        return InstanceId.of(baseUrl, configured);
    }
}
