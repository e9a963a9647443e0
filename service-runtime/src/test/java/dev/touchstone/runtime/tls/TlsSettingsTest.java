package dev.touchstone.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {
    private static final int APPLICATION = 250;
    private static final int ENVIRONMENT = 300;

    private static SmallRyeConfig config(Map<String, String> environment) {
        Map<String, String> application = new HashMap<>();
        application.put("quarkus.http.port", "8080");
        application.put("quarkus.grpc.clients.mapping.host", "localhost");
        application.put("quarkus.grpc.clients.mapping.port", "8080");
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(application, "application", APPLICATION),
                        new PropertiesConfigSource(environment, "environment", ENVIRONMENT))
                .withSources(new TlsSettings())
                .build();
    }

    @Test
    void withoutADirectoryNothingIsSet() {
        SmallRyeConfig config = config(Map.of("touchstone.tls.directory", " "));

        assertThat(config.getRawValue("quarkus.http.tls-configuration-name")).isNull();
        assertThat(config.getRawValue("quarkus.grpc.clients.mapping.tls-configuration-name"))
                .isNull();
    }

    @Test
    void thePortAndTheClientsSpeakTlsByTheFilesOfTheDirectory() {
        SmallRyeConfig config =
                config(Map.of("touchstone.tls.directory", "/certificates", "quarkus.http.port", "8411"));

        assertThat(config.getRawValue("quarkus.tls.touchstone.key-store.pem.own.cert"))
                .isEqualTo("/certificates/tls.crt");
        assertThat(config.getRawValue("quarkus.tls.touchstone.key-store.pem.own.key"))
                .isEqualTo("/certificates/tls.key");
        assertThat(config.getRawValue("quarkus.tls.touchstone.trust-store.pem.certs"))
                .isEqualTo("/certificates/ca.crt");
        assertThat(config.getRawValue("quarkus.tls.touchstone.reload-period")).isEqualTo("30S");
        assertThat(config.getRawValue("quarkus.http.tls-configuration-name")).isEqualTo("touchstone");
        assertThat(config.getRawValue("quarkus.http.insecure-requests")).isEqualTo("disabled");
        assertThat(config.getRawValue("quarkus.http.ssl-port")).isEqualTo("8411");
        assertThat(config.getRawValue("quarkus.grpc.clients.mapping.tls-configuration-name"))
                .isEqualTo("touchstone");
    }
}
