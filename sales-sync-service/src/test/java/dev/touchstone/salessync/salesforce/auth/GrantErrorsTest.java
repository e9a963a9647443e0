package dev.touchstone.salessync.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.salessync.remote.ErrorClass;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Refused;
import dev.touchstone.salessync.salesforce.error.SalesforceError.Remedy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "invalid_grant, expired access/refresh token, false, RECONNECT",
        "invalid_grant, token validity expired, false, RECONNECT",
        "invalid_grant, ip restricted, false, ALLOW_ADDRESS",
        "invalid_grant, ip restricted, true, ALLOW_ADDRESS",
        "invalid_grant, user hasn't approved this consumer, true, APPROVE_APP",
        "invalid_app_access, user is not admin approved to access this app, true, APPROVE_APP",
        "invalid_grant, audience is invalid, true, CORRECT_SETTINGS",
        "invalid_client, invalid client credentials, false, CORRECT_SETTINGS",
        "invalid_client_id, client identifier invalid, false, CORRECT_SETTINGS",
        "inactive_user, user is inactive, false, RECONNECT",
        "inactive_org, organisation is inactive, true, RECONNECT"
    })
    void eachRefusalHasItsRemedy(String error, String description, boolean signed, Remedy remedy) {
        assertThat(GrantErrors.of(error, description, Duration.ZERO, signed)).isEqualTo(new Refused(error, remedy));
    }

    /** F37: the message says by how much our clock is wrong. */
    @Test
    void anAssertionThatIsRefusedBecauseOfOurClockSaysSo() {
        SalesforceError ahead = GrantErrors.of("invalid_grant", "expired assertion", Duration.ofHours(2), true);
        assertThat(ahead.sentence())
                .isEqualTo(
                        "Salesforce refuses the connection (invalid_grant, our clock is 7200 s ahead of Salesforce's):"
                                + " the clock of this host has to be put right");
        SalesforceError behind = GrantErrors.of("invalid_grant", "expired assertion", Duration.ofMinutes(-5), true);
        assertThat(behind.sentence()).contains("our clock is 300 s behind Salesforce's");
    }

    @Test
    void aSmallDifferenceOfClocksIsNotTheReason() {
        assertThat(GrantErrors.of("invalid_grant", "", Duration.ofSeconds(59), true))
                .isEqualTo(new Refused("invalid_grant", Remedy.CORRECT_SETTINGS));
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant, login rate exceeded", "server_error, try again", "temporarily_unavailable, retry"})
    void whatPassesByItselfIsNoRefusal(String error, String description) {
        assertThat(GrantErrors.of(error, description, Duration.ZERO, false).kind())
                .isEqualTo(ErrorClass.TRANSIENT);
    }

    /** Whoever answered may have written anything. */
    @Test
    void aWordOfAnotherShapeIsNotRepeated() {
        assertThat(GrantErrors.of("<b>jane@x.test</b>", "", Duration.ZERO, false)
                        .sentence())
                .doesNotContain("jane");
    }
}
