package dev.touchstone.salessync.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceTest {
    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsTheHashOfTheVerifier() {
        Pkce pkce = new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assertThat(pkce.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertThat(pkce.toString()).doesNotContain("dBjft");
    }

    @Test
    void aNewOneIsOfTheShapeThatTheStandardWants() {
        Random random = new Random(3);
        assertThat(Pkce.create(random).verifier())
                .hasSize(64)
                .isNotEqualTo(Pkce.create(random).verifier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "dBjftJeZ4CVP mB92K27uhbUJU1p1r wW1gFWFOEjXk"})
    void aVerifierOfAnotherShapeIsNone(String text) {
        assertThatThrownBy(() -> new Pkce(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
