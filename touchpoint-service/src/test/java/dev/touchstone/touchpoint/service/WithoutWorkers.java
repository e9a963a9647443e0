package dev.touchstone.touchpoint.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A replica that derives nothing, so that a test can be the worker; its limits are within a test's reach. */
public final class WithoutWorkers implements QuarkusTestProfile {
    /** Members that a bulk update of dates takes at most. */
    static final int MAX_MEMBERS = 200;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "touchpoint.derivation.workers", "0",
                "touchpoint.remap.enabled", "false",
                "touchpoint.date-updates.max-members", Integer.toString(MAX_MEMBERS));
    }
}
