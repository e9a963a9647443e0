package dev.touchstone.salessync.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretVaultTest {
    private static SecretVault vault(int firstByte) {
        byte[] key = new byte[32];
        key[0] = (byte) firstByte;
        return new SecretVault(Optional.of(Base64.getEncoder().encodeToString(key)), new SecureRandom());
    }

    @Test
    void aSecretComesBackForItsOwnerOnly() {
        byte[] sealed = vault(1).seal("tell nobody", "marketo a");

        assertThat(vault(1).open(sealed, "marketo a")).contains("tell nobody");
        assertThat(vault(1).open(sealed, "marketo b")).isEmpty();
        assertThat(vault(2).open(sealed, "marketo a")).isEmpty();
        assertThat(new SecretVault(Optional.empty(), new SecureRandom()).open(sealed, "marketo a"))
                .isEmpty();
    }

    @Test
    void theSameSecretIsNeverSealedTwiceAlikeAndAnyChangeIsNoticed() {
        byte[] sealed = vault(1).seal("tell nobody", "x");
        assertThat(sealed).isNotEqualTo(vault(1).seal("tell nobody", "x"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("nobody");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(vault(1).open(changed, "x")).describedAs("byte %d", i).isEmpty();
        }
    }

    @Test
    void aKeyThatIsNotThirtyTwoBytesIsRefusedByTheNameOfItsSetting() {
        assertThatThrownBy(() -> new SecretVault(Optional.of("c2hvcnQ="), new SecureRandom()))
                .hasMessage("touchstone.sales-sync.encryption-key must be 32 bytes in Base64 but has 5");
        assertThatThrownBy(() -> new SecretVault(Optional.of("not base64!"), new SecureRandom()))
                .hasMessage("touchstone.sales-sync.encryption-key is not Base64")
                .hasNoCause();
    }
}
