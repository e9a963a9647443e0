package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
            plain                             | https://acme.com/blog                       | https       | acme.com         | /blog         | ~~
            no path                           | https://acme.com                            | https       | acme.com         | /             | ~~
            no path but query                 | https://acme.com?a=1                        | https       | acme.com         | /             | a=1
            no path but fragment              | https://acme.com#top                        | https       | acme.com         | /             | ~~
            empty query                       | https://acme.com/?                          | https       | acme.com         | /             | ~~
            query and fragment                | https://acme.com/a?b=c#d?e=f                | https       | acme.com         | /a            | b=c
            question mark in the fragment     | https://acme.com/a#b?c=d                    | https       | acme.com         | /a            | ~~
            question mark in the query        | https://acme.com/a?b?c                      | https       | acme.com         | /a            | b?c
            port                              | http://acme.com:8080/a                      | http        | acme.com         | /a            | ~~
            empty port                        | http://acme.com:/a                          | http        | acme.com         | /a            | ~~
            user                              | https://jane@acme.com/a                     | https       | acme.com         | /a            | ~~
            user and password                 | https://jane:s3cret@acme.com:443/a          | https       | acme.com         | /a            | ~~
            at sign in the password           | https://jane:a@b@acme.com/a                 | https       | acme.com         | /a            | ~~
            at sign in the path               | https://acme.com/@jane                      | https       | acme.com         | /@jane        | ~~
            upper case keeps path and query   | HTTPS://WWW.Acme.COM/Blog?UTM_Source=X      | https       | www.acme.com     | /Blog         | UTM_Source=X
            final dot                         | https://acme.com./a                         | https       | acme.com         | /a            | ~~
            IPv4                              | http://192.0.2.7/a                          | http        | 192.0.2.7        | /a            | ~~
            IPv6                              | http://[2001:DB8::1]/a                      | http        | [2001:db8::1]    | /a            | ~~
            IPv6 with port                    | http://[2001:db8::1]:8080/a?b               | http        | [2001:db8::1]    | /a            | b
            one label                         | http://localhost:8080/                      | http        | localhost        | /             | ~~
            punycode                          | https://xn--bcher-kva.de/                   | https       | xn--bcher-kva.de | /             | ~~
            unicode                           | https://BÜCHER.de/straße                    | https       | bücher.de        | /straße       | ~~
            underscore in the host            | https://my_shop.acme.com/                   | https       | my_shop.acme.com | /             | ~~
            app                               | android-app://com.Slack                     | android-app | com.slack        | /             | ~~
            app with path                     | android-app://com.google.android.gm/https/x | android-app | com.google.android.gm | /https/x | ~~
            another scheme                    | ios-app+x.2://544007664/vnd                 | ios-app+x.2 | 544007664        | /vnd          | ~~
            backslash ends the host           | https://acme.com\\evil.com/a                | https       | acme.com         | \\evil.com/a  | ~~
            blank in the path                 | https://acme.com/a b                        | https       | acme.com         | /a b          | ~~
            bare percent, braces, quotes      | https://acme.com/100%/{x}?q="<b>"           | https       | acme.com         | /100%/{x}     | q="<b>"
            colon and at sign in the query    | https://acme.com?x=a:b@c                    | https       | acme.com         | /             | x=a:b@c
            address in the query              | https://acme.com/r?u=https://evil.com/      | https       | acme.com         | /r            | u=https://evil.com/
            two slashes                       | https://acme.com//a                         | https       | acme.com         | //a           | ~~
            """)
    void readsWhatBrowsersSend(String sentence, String raw, String scheme, String host, String path, String query) {
        assertThat(PageUrl.parse(raw)).as(sentence).contains(new PageUrl(raw, scheme, host, path, query));
    }

    @Test
    void pipeIsAnOrdinaryCharacterBehindTheHost() {
        assertThat(PageUrl.parse("https://acme.com/a|b?c|d"))
                .contains(new PageUrl("https://acme.com/a|b?c|d", "https", "acme.com", "/a|b", "c|d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "acme.com/blog",
                "/blog",
                "//acme.com/blog",
                "mailto:jane@acme.com",
                "javascript:alert(1)",
                "about:blank",
                "https:/acme.com",
                "https//acme.com",
                "://acme.com",
                " https://acme.com",
                "1https://acme.com",
                "-x://acme.com",
                "ht tp://acme.com",
                "hättp://acme.com",
                "https://",
                "https:///path",
                "https://?a=b",
                "https://#a",
                "https://\\acme.com",
                "https://:443/",
                "https://jane@/",
                "https://./",
                "https://.acme.com/",
                "https://www../",
                "https://acme.com../",
                "https://ac me.com/",
                "https://acme.com\t/",
                "https://acme\n.com/",
                "https://acme.com\0/",
                "https://a|b/",
                "https://a%20b/",
                "https://<script>/",
                "https://a,b/",
                "https://{host}/",
                "https://a\"b/",
                "https://a\u007Fb/"
            })
    void refusesWhatHasNoSchemeOrNoHost(String raw) {
        assertThat(PageUrl.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.com/blog?a=b#c,  https://www.acme.com/blog, www.acme.com/blog, acme.com",
        "http://acme.com:8080,             http://acme.com/,          acme.com/,         acme.com",
        "https://jane:s3cret@acme.com/a?b, https://acme.com/a,        acme.com/a,        acme.com",
        "https://www.www.acme.com/,        https://www.www.acme.com/, www.www.acme.com/, www.acme.com",
        "https://wwwacme.com/,             https://wwwacme.com/,      wwwacme.com/,      wwwacme.com",
        "android-app://com.slack,          android-app://com.slack/,  com.slack/,        com.slack"
    })
    void showsItsPartsAsTouchpointsAndRulesNeedThem(String raw, String withoutQuery, String hostAndPath, String bare) {
        PageUrl url = VisitorEvents.url(raw);

        assertThat(url.withoutQuery()).isEqualTo(withoutQuery);
        assertThat(url.hostAndPath()).isEqualTo(hostAndPath);
        assertThat(url.bareHost()).isEqualTo(bare);
    }

    @Test
    void onlyHttpAndHttpsAreWebPages() {
        assertThat(VisitorEvents.url("https://acme.com").isWeb()).isTrue();
        assertThat(VisitorEvents.url("HTTP://acme.com").isWeb()).isTrue();
        assertThat(VisitorEvents.url("android-app://com.slack").isWeb()).isFalse();
        assertThat(VisitorEvents.url("ftp://acme.com").isWeb()).isFalse();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageNeverThrowsAndWhatIsReadHoldsItsPromises(long seed) {
        Garbage garbage = new Garbage(seed);
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            String raw = garbage.next();
            PageUrl url = PageUrl.parse(raw).orElse(null);
            if (url == null) {
                continue;
            }
            read++;
            assertThat(url.raw()).as("seed %d, text %d", seed, i).isEqualTo(raw);
            assertThat(url.scheme()).as("seed %d, text %d", seed, i).matches("[a-z][a-z0-9+.-]*");
            assertThat(url.host())
                    .as("seed %d, text %d", seed, i)
                    .isNotEmpty()
                    .doesNotStartWith(".")
                    .doesNotEndWith(".")
                    .doesNotContain("/", "?", "#", "\\", "@", " ", "\0");
            assertThat(url.bareHost()).as("seed %d, text %d", seed, i).isNotEmpty();
            assertThat(url.path()).as("seed %d, text %d", seed, i).isNotEmpty().doesNotContain("?", "#");
            assertThat(url.query()).as("seed %d, text %d", seed, i).doesNotContain("#");
            // What is shown of it is an address again, and the same one.
            assertThat(PageUrl.parse(url.withoutQuery()).map(PageUrl::withoutQuery))
                    .as("seed %d, text %d", seed, i)
                    .contains(url.withoutQuery());
        }
        assertThat(read).as("addresses among the garbage of seed %d", seed).isGreaterThan(100);
    }
}
