package dev.touchstone.salessync.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Where touchpoint-service is, which is told of people. How the connection balances and resolves names is said by
 * {@code quarkus.grpc.clients.touchpoint}.
 */
@ConfigMapping(prefix = "touchstone.sales-sync.touchpoint-service")
interface FactConfig {
    /** Its host; without one people are not passed on. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("8080")
    int port();

    /** For a batch to be answered. */
    @WithDefault("20S")
    Duration deadline();

    /** How long a process that died keeps the others from going on; at least twice the deadline. */
    @WithDefault("60S")
    Duration lease();

    /** How often it is looked for changes of people. Longer is later, shorter asks the database more often. */
    @WithDefault("1S")
    Duration pollInterval();
}
