package dev.touchstone.salessync.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceIdTest {
    @ParameterizedTest
    @CsvSource({
        "https://111-AAA-222.mktorest.com, , 111-AAA-222",
        "https://111-aaa-222.mktorest.com:443, , 111-AAA-222",
        "https://111-aaa-222.mktorest.com, our-proxy, 111-AAA-222",
        "http://127.0.0.1:8085, , 127.0.0.1:8085",
        "http://Emulator.test, , emulator.test",
        "http://127.0.0.1:8085, 111-AAA-222, 111-AAA-222"
    })
    void theFirstLabelOfMarketosHostNamesTheInstance(URI baseUrl, String configured, String expected) {
        assertThat(InstanceId.of(baseUrl, Optional.ofNullable(configured))).isEqualTo(new InstanceId(expected));
    }
}
