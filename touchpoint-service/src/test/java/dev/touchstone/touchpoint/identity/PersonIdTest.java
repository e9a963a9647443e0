package dev.touchstone.touchpoint.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonIdTest {
    @Test
    void isThatOfTheAddressInAnyCase() {
        assertThat(PersonId.of("jane@acme.com")).hasToString("1ab9d065-d81a-850b-9cf1-2d0386996dc0");
        assertThat(PersonId.of("Jane@ACME.com")).isEqualTo(PersonId.of("jane@acme.com"));
        assertThat(PersonId.of("jane@acme.org")).isNotEqualTo(PersonId.of("jane@acme.com"));
    }
}
