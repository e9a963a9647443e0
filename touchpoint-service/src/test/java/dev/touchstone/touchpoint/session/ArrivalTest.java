package dev.touchstone.touchpoint.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision 0015. */
class ArrivalTest {
    private static final SessionPolicy POLICY = new SessionPolicy(Duration.ofMinutes(30), Set.of("acme.com"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            the same page and referrer,            https://acme.com/,                  https://google.com/,   https://acme.com/,               https://google.com/
            other pages,                           https://acme.com/a,                 https://google.com/,   https://acme.com/b,              https://google.com/
            with and without www,                  https://acme.com/,                  https://google.com/a,  https://acme.com/,               https://www.google.com/b
            parameters count alone,                https://acme.com/?utm_source=x,     https://google.com/,   https://acme.com/?utm_source=x,  https://bing.com/
            in any case,                           https://acme.com/?utm_source=NEWS,  -,                     https://acme.com/?UTM_Source=news, -
            another click on one advertisement,    https://acme.com/?gclid=1,          -,                     https://acme.com/?gclid=2,       https://google.com/
            content and keyword do not count,      https://acme.com/?utm_source=x&utm_content=a, -,           https://acme.com/?utm_source=x&utm_term=b, -
            content alone leaves the referrer,     https://acme.com/?utm_content=a,    https://google.com/,   https://acme.com/,               https://google.com/
            keyword alone leaves it direct,        https://acme.com/?utm_term=a,       -,                     https://acme.com/,               -
            a parameter that means nothing,        https://acme.com/?utm_id=a,         -,                     https://acme.com/,               -
            a page of the organisation is direct,  https://acme.com/,                  https://shop.acme.com/, https://acme.com/,              -
            """)
    void isTheSameSource(
            String sentence, String page, @Nullable String from, String other, @Nullable String otherFrom) {
        Arrival one = arrival(page, from);
        Arrival another = arrival(other, otherFrom);

        assertThat(one.hasSameSource(another)).as(sentence).isTrue();
        assertThat(another.hasSameSource(one)).as(sentence).isTrue();
        assertThat(one.source()).as(sentence).isEqualTo(another.source());
        assertThat(one.isDirect())
                .as(sentence)
                .isEqualTo(another.isDirect())
                .isEqualTo(one.source().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            another referrer,              https://acme.com/,                                https://google.com/,  https://acme.com/,                               https://bing.com/
            a subdomain,                   https://acme.com/,                                https://google.com/,  https://acme.com/,                               https://mail.google.com/
            referrer or none,              https://acme.com/,                                https://google.com/,  https://acme.com/,                               -
            another source,                https://acme.com/?utm_source=a,                   -,                    https://acme.com/?utm_source=b,                  -
            another medium,                https://acme.com/?utm_source=a&utm_medium=x,      -,                    https://acme.com/?utm_source=a&utm_medium=y,     -
            another campaign,              https://acme.com/?utm_source=a&utm_campaign=x,    -,                    https://acme.com/?utm_source=a&utm_campaign=y,   -
            another marker,                https://acme.com/?gclid=1,                        -,                    https://acme.com/?msclkid=1,                     -
            one marker more,               https://acme.com/?gclid=1,                        -,                    https://acme.com/?gclid=1&_bt=2,                 -
            advertisement or search,       https://acme.com/?gclid=1,                        https://google.com/,  https://acme.com/,                               https://google.com/
            source or medium,              https://acme.com/?utm_source=a,                   -,                    https://acme.com/?utm_medium=a,                  -
            line breaks move no boundary,  https://acme.com/?utm_source=a%0Ab&utm_medium=c,  -,                    https://acme.com/?utm_source=a&utm_medium=b%0Ac, -
            the same by content only,      https://acme.com/?utm_content=x,                  https://google.com/,  https://acme.com/?utm_content=x,                 https://bing.com/
            """)
    void isAnotherSource(
            String sentence, String page, @Nullable String from, String other, @Nullable String otherFrom) {
        Arrival one = arrival(page, from);
        Arrival another = arrival(other, otherFrom);

        assertThat(one.hasSameSource(another)).as(sentence).isFalse();
        assertThat(another.hasSameSource(one)).as(sentence).isFalse();
    }

    @Test
    void aReferrerOfTheSameOrganisationIsForgotten() {
        assertThat(arrival("https://www.acme.com/", "https://shop.acme.com/cart")
                        .referrer())
                .isNull();
        assertThat(arrival("https://www.acme.com/", "https://google.com/").referrer())
                .isEqualTo(VisitorEvents.url("https://google.com/"));
        assertThat(arrival("https://www.acme.com/", null).source()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            the host of the referrer      | https://acme.com/                                       | https://www.google.com/a?b | google.com
            parameters, in lower case     | https://acme.com/?utm_medium=Email&utm_source=News      | https://mail.example.org/  | utm_source=news, utm_medium=email
            campaign and markers          | https://acme.com/?gclid=1&_bt=2&utm_campaign=SU+ABC     | -                          | utm_campaign=su abc, _bt, gclid
            """)
    void saysItsSource(String sentence, String page, @Nullable String from, String source) {
        assertThat(arrival(page, from).source()).as(sentence).isEqualTo(source);
    }

    private static Arrival arrival(String page, @Nullable String referrer) {
        WebEvent event =
                new VisitorEvents().view("10:00", page, referrer).list().get(0);
        return Arrival.of(event, POLICY);
    }
}
