package dev.touchstone.salessync.salesforce.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {
    @Test
    void aVersionIsPartOfThePath() {
        assertThat(ApiVersion.parse("v62.0")).isEqualTo(ApiVersion.DEFAULT);
        assertThat(ApiVersion.parse("62.0").path()).isEqualTo("/services/data/v62.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "62", "v", "62.0.1", "../x", "62.x"})
    void whatIsNoVersionIsRefused(String text) {
        assertThatThrownBy(() -> ApiVersion.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
