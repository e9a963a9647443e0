package dev.touchstone.touchpoint.session;

import static dev.touchstone.touchpoint.session.VisitorEvents.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPolicyTest {
    private static final SessionPolicy POLICY =
            new SessionPolicy(Duration.ofMinutes(30), Set.of("Acme.de", "www.acme.fr", "login.partner.com"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the same host,                         https://acme.com/a,           https://acme.com/b,        true
            another port and scheme,               http://acme.com:8080/a,       https://acme.com/b,        true
            with and without www,                  https://www.acme.com/,        https://acme.com/,         true
            without and with www,                  https://acme.com/,            https://www.acme.com/,     true
            from a subdomain to its domain,        https://shop.acme.com/,       https://www.acme.com/,     true
            from a domain to its subdomain,        https://www.acme.com/,        https://shop.acme.com/,    true
            between subdomains of an unregistered, https://blog.acme.com/,       https://shop.acme.com/,    false
            between subdomains of a registered,    https://blog.acme.de/,        https://shop.acme.de/,     true
            between two registered,                https://acme.de/,             https://login.partner.com/, true
            registered in upper case,              https://ACME.DE/,             https://x.login.partner.com/, true
            registered with www,                   https://www.acme.fr/,         https://www.acme.de/,      true
            subdomain of one registered with www,  https://shop.acme.fr/,        https://www.acme.de/,      true
            registered to unregistered,            https://acme.de/,             https://acme.com/,         false
            unregistered to registered,            https://google.com/,          https://acme.de/,          false
            the domain above a registered one,     https://partner.com/,         https://acme.de/,          false
            from the domain above a registered,    https://partner.com/,         https://login.partner.com/, false
            from a neighbour of a registered,      https://other.partner.com/,   https://login.partner.com/, false
            below a registered one,                https://x.login.partner.com/, https://login.partner.com/, true
            a name that only ends alike,           https://notacme.com/,         https://acme.com/,         false
            a name that only ends like registered, https://notacme.de/,          https://login.partner.com/, false
            a name that only begins alike,         https://acme.com.evil.org/,   https://acme.com/,         false
            an app,                                android-app://com.slack,      https://acme.com/,         false
            """)
    void tellsPagesOfTheSameOrganisation(String sentence, String referrer, String page, boolean internal) {
        assertThat(POLICY.isInternal(url(referrer), url(page))).as(sentence).isEqualTo(internal);
    }

    @Test
    void noDomainNeedsToBeRegistered() {
        SessionPolicy none = new SessionPolicy(Duration.ofMinutes(30), Set.of());

        assertThat(none.isInternal(url("https://acme.com/"), url("https://acme.com/")))
                .isTrue();
        assertThat(none.isInternal(url("https://google.com/"), url("https://acme.com/")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void inactivityIsAboveZero(Duration inactivity) {
        assertThatThrownBy(() -> new SessionPolicy(inactivity, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above zero");
    }
}
