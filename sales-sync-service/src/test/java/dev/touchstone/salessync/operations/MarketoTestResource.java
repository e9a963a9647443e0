package dev.touchstone.salessync.operations;

import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.EmulatorConfig.Limits;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** One Marketo for the service under test; put into the test's field of type {@link MarketoEmulator}. */
public final class MarketoTestResource implements QuarkusTestResourceLifecycleManager {
    private MarketoEmulator marketo;

    @Override
    public Map<String, String> start() {
        marketo = MarketoEmulator.start(
                EmulatorConfig.defaults().withLimits(Limits.documented().withCallsPerWindow(1_000_000)));
        return Map.of();
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
