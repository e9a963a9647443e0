package dev.touchstone.touchpoint.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that takes as much as one test can send from one address. */
public final class WithoutRateLimits implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "touchpoint.collector.visitor-rate.events-per-minute", "0",
                "touchpoint.collector.address-rate.events-per-minute", "0");
    }
}
