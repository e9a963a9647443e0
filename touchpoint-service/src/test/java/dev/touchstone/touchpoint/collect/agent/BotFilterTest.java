package dev.touchstone.touchpoint.collect.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotFilterTest {
    private final BotFilter filter = new BotFilter();

    /** Every example of the list is found by its own pattern, in spite of the search for a literal before it. */
    @Test
    void knowsEveryExampleOfTheList() throws IOException {
        List<String> missed = new ArrayList<>();
        int examples = 0;
        try (InputStream in = BotFilter.class.getResourceAsStream("/crawler-user-agents/crawler-user-agents.json")) {
            for (JsonNode crawler : new ObjectMapper().readTree(in)) {
                CrawlerPattern pattern =
                        new CrawlerPattern(crawler.get("pattern").textValue());
                for (JsonNode example : crawler.path("instances")) {
                    examples++;
                    if (!pattern.isIn(example.textValue())) {
                        missed.add(pattern.text() + " in " + example.textValue());
                    }
                }
            }
        }
        assertThat(examples).isGreaterThan(1_500);
        assertThat(missed).isEmpty();
        assertThat(filter.patterns()).hasSizeGreaterThan(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
                ""
            })
    void letsPeopleIn(String userAgent) {
        assertThat(filter.crawler(userAgent)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36, HeadlessChrome",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm), bingbot",
    })
    void namesThePattern(String userAgent, String pattern) {
        assertThat(filter.crawler(userAgent)).contains(pattern);
    }

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({
        "Googlebot\\/, Googlebot/",
        "[wW]get, get",
        "'^LCC ', 'LCC '",
        "Ahrefs(Bot|SiteAudit), Ahrefs",
        "a|b, ''",
        "(a|b)cd|ef, ''",
        "abc?de, ab",
        "(foo)+bar, bar",
        "x{2}yz, yz",
        "\\bmore\\b, more",
    })
    void findsTheTextThatEveryMatchHas(String regex, String literal) {
        assertThat(CrawlerPattern.longestLiteral(regex)).isEqualTo(literal);
    }

    @ParameterizedTest(name = "{1} on {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/60.0.3112.113 Safari/537.36 | Chrome (60.0) | Windows (10)
            Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0                                            | Firefox (121.0) | Linux
            something else                                                                                                    | ''              | ''
            """)
    void readsBrowserAndPlatform(String userAgent, String browser, String platform) {
        assertThat(new UserAgents().read(userAgent)).isEqualTo(new UserAgents.UserAgent(browser, platform));
    }
}
