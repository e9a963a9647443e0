package dev.touchstone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSwitchTest {
    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    private static final int ENVIRONMENT = 300;
    private static final int APPLICATION = 250;
    private static final int EXTENSION_DEFAULT = Integer.MIN_VALUE;

    @Test
    void tracingIsOffByDefault() {
        assertThat(disabled(Map.of(), ENVIRONMENT)).isTrue();
    }

    /** Quarkus itself has an address on the local machine as default. */
    @Test
    void endpointThatIsOnlyADefaultSwitchesNothingOn() {
        assertThat(disabled(Map.of(ENDPOINT, "http://localhost:4317"), EXTENSION_DEFAULT))
                .isTrue();
    }

    @Test
    void endpointFromTheEnvironmentSwitchesTracingOn() {
        assertThat(disabled(Map.of(ENDPOINT, "http://collector:4317"), ENVIRONMENT))
                .isFalse();
    }

    @Test
    void endpointFromTheServicesOwnSettingsSwitchesTracingOn() {
        assertThat(disabled(Map.of(ENDPOINT, "http://collector:4317"), APPLICATION))
                .isFalse();
    }

    /** A template that leaves the variable empty means "none". */
    @Test
    void emptyEndpointSwitchesNothingOn() {
        assertThat(disabled(Map.of(ENDPOINT, " "), ENVIRONMENT)).isTrue();
    }

    @Test
    void explicitSwitchWinsOverTheEndpoint() {
        assertThat(disabled(Map.of(ENDPOINT, "http://collector:4317", DISABLED, "true"), ENVIRONMENT))
                .isTrue();
    }

    @Test
    void explicitSwitchWinsOverTheMissingEndpoint() {
        assertThat(disabled(Map.of(DISABLED, "false"), ENVIRONMENT)).isFalse();
    }

    @Test
    void otherSettingsAreLeftAlone() {
        SmallRyeConfig config = config(Map.of("quarkus.http.port", "8080"), ENVIRONMENT);

        assertThat(config.getValue("quarkus.http.port", Integer.class)).isEqualTo(8080);
        assertThat(config.getOptionalValue("quarkus.http.host", String.class)).isEmpty();
    }

    private static boolean disabled(Map<String, String> settings, int ordinal) {
        return config(settings, ordinal).getValue(DISABLED, Boolean.class);
    }

    /** Interceptors are discovered, so that the registration of the switch is tested too. */
    private static SmallRyeConfig config(Map<String, String> settings, int ordinal) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", ordinal))
                .build();
    }
}
