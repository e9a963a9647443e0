package dev.touchstone.touchpoint.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A replica that derives nothing, so that a test can be the worker. */
public final class WithoutWorkers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("touchpoint.derivation.workers", "0", "touchpoint.remap.enabled", "false");
    }
}
