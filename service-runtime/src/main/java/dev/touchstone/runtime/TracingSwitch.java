package dev.touchstone.runtime;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Switches OpenTelemetry on exactly when an endpoint for the traces is set, so that there is one setting and not two that
 * can disagree. An explicit {@code quarkus.otel.sdk.disabled} from the environment still wins.
 */
@Priority(4_000)
public final class TracingSwitch implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    private static final String SWITCH = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (!SWITCH.equals(name) || (value != null && value.getConfigSourceOrdinal() >= 300)) {
            return value;
        }
        ConfigValue endpoint = context.proceed(ENDPOINT);
        boolean off = endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank()
                || endpoint.getConfigSourceOrdinal() < 250;
        return ConfigValue.builder()
                .withName(SWITCH)
                .withValue(Boolean.toString(off))
                .withConfigSourceName(TracingSwitch.class.getSimpleName())
                .build();
    }
}
