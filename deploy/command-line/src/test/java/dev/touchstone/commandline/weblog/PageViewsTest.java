package dev.touchstone.commandline.weblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are page views. */
final class PageViewsTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private final PageViews pageViews = new PageViews(new Crawlers(List.of("# list", "!cubot", "bot", "curl/")), false);

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(textBlock = """
            GET / HTTP/1.1,                      200,
            GET /a b HTTP/1.1,                   200,
            GET /page,                           200,
            GET /v1.2/guide HTTP/1.1,            200,
            GET /index.php?img=a.png HTTP/1.1,   200,
            GET https://a.example/x HTTP/1.1,    200,
            GET / HTTP/1.1,                      304,
            GET / HTTP/1.1,                      206, PARTIAL
            GET / HTTP/1.1,                      301, REDIRECT
            GET / HTTP/1.1,                      404, ERROR
            GET / HTTP/1.1,                      503, ERROR
            HEAD / HTTP/1.1,                     200, NOT_GET
            POST /login HTTP/1.1,                200, NOT_GET
            OPTIONS * HTTP/1.1,                  200, NOT_GET
            GET /logo.PNG HTTP/1.1,              200, STATIC_ASSET
            GET /style.css?v=3 HTTP/1.1,         200, STATIC_ASSET
            GET /blog.rss HTTP/1.1,              200, STATIC_ASSET
            -,                                   408, UNREADABLE_REQUEST
            GET,                                 200, UNREADABLE_REQUEST
            '\u0016\u0003\u0001',                400, UNREADABLE_REQUEST
            """)
    void methodStatusAndAddressDecide(String request, int status, SkipReason reason) {
        assertThat(pageViews.skip(entry(request, status, BROWSER)).orElse(null)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.1"})
    void crawlersAreLeftOutUnlessAskedFor(String agent) {
        LogEntry entry = entry("GET / HTTP/1.1", 200, agent);

        assertThat(pageViews.skip(entry)).contains(SkipReason.CRAWLER);
        assertThat(new PageViews(new Crawlers(List.of("bot")), true).skip(entry))
                .isEmpty();
    }

    @Test
    void phoneWhoseNameHoldsBotIsAPerson() {
        assertThat(pageViews.skip(entry("GET / HTTP/1.1", 200, "Mozilla/5.0 (Linux; Android 11; CUBOT X30)")))
                .isEmpty();
    }

    @Test
    void requestWithoutUserAgentIsNoPerson() {
        assertThat(pageViews.skip(entry("GET / HTTP/1.1", 200, ""))).contains(SkipReason.NO_USER_AGENT);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(textBlock = """
            '',                 /a?b=1,              https://site.example/a?b=1
            shop.example:443,   /,                   https://shop.example/
            Shop.Example:80,    /,                   http://shop.example/
            shop.example:8080,  /,                   http://shop.example:8080/
            '',                 https://o.example/x, https://o.example/x
            '',                 /caf\u00e9 "x",      https://site.example/caf%E9%20%22x%22
            """)
    void pageAddressIsAbsoluteAndVisibleAscii(String virtualHost, String target, String address) {
        LogEntry entry =
                new LogEntry(virtualHost, "10.0.0.1", Instant.EPOCH, "GET " + target + " HTTP/1.1", 200, "", BROWSER);

        assertThat(PageAddress.of(entry, "https://site.example", false)).isEqualTo(address);
    }

    @Test
    void longAddressIsCutBeforeAnEscapeThatWouldBeHalved() {
        String address = "https://a.example/" + "x".repeat(PageAddress.LONGEST - 20) + "%C3%A9";

        assertThat(PageAddress.cut(address)).hasSize(PageAddress.LONGEST - 2).endsWith("x");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            https://www.example.com/x,  true
            android-app://com.slack,    true
            http://[2001:db8::1]/,      true
            www.example.com,            false
            http://,                    false
            ://x,                       false
            http:// x,                  false
            """)
    void referrerNeedsSchemeAndHost(String referrer, boolean absolute) {
        assertThat(PageAddress.isAbsolute(referrer)).isEqualTo(absolute);
    }

    private static LogEntry entry(String request, int status, String agent) {
        return new LogEntry("", "10.0.0.1", Instant.EPOCH, request, status, "", agent);
    }
}
