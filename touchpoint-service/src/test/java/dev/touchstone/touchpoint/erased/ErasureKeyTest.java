package dev.touchstone.touchpoint.erased;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.contract.RpcFailure;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureKeyTest {
    private final ErasureKey key = key(1);

    @Test
    void hashesTellKindsValuesAndKeysApart() {
        String hash = key.hash(PersonalId.ofEmail("ann@example.com"));

        assertThat(hash)
                .hasSize(64)
                .isEqualTo(key(1).hash(PersonalId.ofEmail("ann@example.com")))
                .isNotEqualTo(key.hash(PersonalId.ofVisitor("ann@example.com")))
                .isNotEqualTo(key.hash(PersonalId.ofEmail("bob@example.com")))
                .isNotEqualTo(key(2).hash(PersonalId.ofEmail("ann@example.com")));
        assertThat(key.check()).isEqualTo(key(1).check()).isNotEqualTo(key(2).check());
    }

    @Test
    void withoutAKeyNobodyIsErased() {
        ErasureKey none = new ErasureKey(Optional.empty());

        assertThat(none.check()).isEmpty();
        assertThatThrownBy(none::require)
                .isInstanceOfSatisfying(
                        RpcFailure.FailedPrecondition.class,
                        refused -> assertThat(refused.reason()).isEqualTo("ERASURE_KEY_MISSING"))
                .hasMessageContaining("touchpoint.privacy.erasure-key");
    }

    @ParameterizedTest
    @CsvSource({
        "AAEC,touchpoint.privacy.erasure-key must be 32 bytes in Base64 but has 3",
        "!!!!,touchpoint.privacy.erasure-key is not Base64"
    })
    void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String encoded, String message) {
        assertThatThrownBy(() -> new ErasureKey(Optional.of(encoded)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    private static ErasureKey key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new ErasureKey(Optional.of(Base64.getEncoder().encodeToString(bytes)));
    }
}
