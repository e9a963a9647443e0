package dev.touchstone.salessync.facts;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One touchpoint-service for the service under test, put into the test's field of type {@link TouchpointStandIn}. With the argument
 * {@code loop} the service tells it of people by itself; without, the test says when.
 */
public final class TouchpointTestResource implements QuarkusTestResourceLifecycleManager {
    private TouchpointStandIn touchpoints;
    private boolean loop;

    @Override
    public void init(Map<String, String> arguments) {
        loop = arguments.containsKey("loop");
    }

    @Override
    public Map<String, String> start() {
        try {
            touchpoints = new TouchpointStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("touchstone.sales-sync.touchpoint-service.port", Integer.toString(touchpoints.port()));
        // In tests a client calls the service under test itself unless it is told another port.
        settings.put("quarkus.grpc.clients.touchpoint.test-port", Integer.toString(touchpoints.port()));
        settings.put("touchstone.sales-sync.touchpoint-service.poll-interval", "50MS");
        if (loop) {
            settings.put("touchstone.sales-sync.touchpoint-service.host", "localhost");
        }
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(touchpoints, new TestInjector.MatchesType(TouchpointStandIn.class));
    }

    @Override
    public void stop() {
        if (touchpoints != null) {
            touchpoints.close();
        }
    }
}
