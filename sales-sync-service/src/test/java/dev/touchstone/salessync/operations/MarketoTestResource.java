package dev.touchstone.salessync.operations;

import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * One Marketo for the service under test; put into the test's field of type {@link MarketoEmulator}. The settings say ports at which a test
 * may bring a touchpoint-service and the events of Salesforce: brought in here they would be of another class loader than the test.
 */
public final class MarketoTestResource implements QuarkusTestResourceLifecycleManager {
    private MarketoEmulator marketo;

    @Override
    public Map<String, String> start() {
        marketo = MarketoEmulator.start(
                EmulatorConfig.defaults().withLimits(Limits.documented().withCallsPerWindow(1_000_000)));
        String reading = "touchstone.sales-sync.salesforce-reading.";
        return Map.of(
                "quarkus.grpc.clients.touchpoint.test-port",
                Integer.toString(freePort()),
                reading + "pub-sub-url",
                "http://127.0.0.1:" + freePort(),
                reading + "idle",
                "20MS",
                reading + "look-interval",
                "10MS",
                reading + "longest-look-interval",
                "10MS");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(marketo, new TestInjector.MatchesType(MarketoEmulator.class));
    }

    @Override
    public void stop() {
        if (marketo != null) {
            marketo.close();
        }
    }
}
