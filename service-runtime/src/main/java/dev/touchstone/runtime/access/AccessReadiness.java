package dev.touchstone.runtime.access;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while tokens cannot be checked. */
@Readiness
class AccessReadiness implements HealthCheck {
    private final Gatekeeper gatekeeper;

    AccessReadiness(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = gatekeeper.trouble();
        return HealthCheckResponse.named("access")
                .status(trouble.isEmpty())
                .withData("state", trouble.isEmpty() ? "calls are checked" : trouble)
                .build();
    }
}
