package dev.touchstone.touchpoint.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Site acme = site("acme", "key-a", "key-before", enabled("acme.com"), disabled("old.acme.com"));
    private final Site shop = site("shop", "key-s", null, enabled("shop.acme.com"), enabled("127.0.0.1"));
    private final SiteDirectory directory = new SiteDirectory("", List.of(acme, shop));

    /** T27: a registered domain stands for its subdomains, and of two that fit the longer decides. */
    @ParameterizedTest(name = "{0} is decided by {1}")
    @CsvSource({
        "acme.com, acme.com, true",
        "www.acme.com, acme.com, true",
        "blog.acme.com, acme.com, true",
        "www.blog.acme.com, acme.com, true",
        "old.acme.com, old.acme.com, false",
        "very.old.acme.com, old.acme.com, false",
        "acme.de, , false",
        "notacme.com, , false",
        "com, , false",
        "acme.com.evil.test, , false",
        "shop.acme.com, shop.acme.com, false",
        "127.0.0.1, 127.0.0.1, false",
    })
    void longestRegisteredDomainDecides(String host, String domain, boolean admitted) {
        assertThat(directory
                        .decide(host)
                        .map(registration -> registration.domain().domain()))
                .isEqualTo(Optional.ofNullable(domain));
        assertThat(directory.admits(acme, host)).isEqualTo(admitted);
    }

    @Test
    void findsSitesByIdAndByBothKeys() {
        assertThat(directory.byId("shop")).contains(shop);
        assertThat(directory.byId("nobody")).isEmpty();
        assertThat(directory.byWriteKey("key-a")).contains(acme);
        assertThat(directory.byWriteKey("key-before")).contains(acme);
        assertThat(directory.byWriteKey("key-s")).contains(shop);
        assertThat(directory.byWriteKey("key-b")).isEmpty();
        assertThat(directory.byWriteKey("")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is kept as {1}")
    @CsvSource({
        "acme.com, acme.com",
        "ACME.com, acme.com",
        "www.acme.com, acme.com",
        "acme.com., acme.com",
        "bücher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "localhost, localhost",
        "127.0.0.1, 127.0.0.1",
        "[::1], [::1]",
        "shop.my_host.acme.com, shop.my_host.acme.com",
        "https://acme.com, ",
        "acme.com:8080, ",
        "acme.com/path, ",
        "com, ",
        "a b.com, ",
        "acme..com, ",
        "-acme.com, ",
        "'', ",
        "., ",
    })
    void domainsAreKeptInOneForm(String text, String kept) {
        assertThat(SiteDomain.normalise(text)).isEqualTo(Optional.ofNullable(kept));
    }

    private static Site site(String id, String key, String previousKey, SiteDomain... domains) {
        return new Site(id, new SiteSettings(id, List.of(domains), "mailId", List.of()), key, previousKey, NOW, NOW, 1);
    }

    private static SiteDomain enabled(String domain) {
        return new SiteDomain(domain, true);
    }

    private static SiteDomain disabled(String domain) {
        return new SiteDomain(domain, false);
    }
}
