package dev.touchstone.commandline.weblog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The combined format: <a href="https://httpd.apache.org/docs/2.4/logs.html#combined">Apache's page</a>. */
final class AccessLogParserTest {
    private static final String TIME = "[10/Oct/2000:13:55:36 -0700]";

    @Test
    void theExampleOfTheDocumentationIsRead() {
        ParsedLine line = AccessLogParser.parse("127.0.0.1 - frank " + TIME
                + " \"GET /apache_pb.gif HTTP/1.0\" 200 2326 \"http://www.example.com/start.html\""
                + " \"Mozilla/4.08 [en] (Win98; I ;Nav)\"");

        assertThat(line)
                .isEqualTo(new ParsedLine.Request(new LogEntry(
                        "",
                        "127.0.0.1",
                        Instant.parse("2000-10-10T20:55:36Z"),
                        "GET /apache_pb.gif HTTP/1.0",
                        200,
                        "http://www.example.com/start.html",
                        "Mozilla/4.08 [en] (Win98; I ;Nav)")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an IPv6 client                 | 2001:db8::1 - - T "GET / HTTP/1.1" 200 5 "-" "A"        |              | 2001:db8::1 | GET / HTTP/1.1 |       | A
            a user whose name has a blank  | 10.0.0.1 - jane doe T "GET / HTTP/1.1" 200 5 "-" "A"    |              | 10.0.0.1    | GET / HTTP/1.1 |       | A
            a virtual host in front        | www.a.example:443 10.0.0.1 - - T "GET / HTTP/1.1" 200 5 "-" "A" | www.a.example:443 | 10.0.0.1 | GET / HTTP/1.1 | | A
            a host name as client          | crawl-1.example - - T "GET / HTTP/1.1" 200 5 "-" "A"    |              | crawl-1.example | GET / HTTP/1.1 |   | A
            quotes behind a backslash      | 10.0.0.1 - - T "GET /\\"x\\" HTTP/1.1" 200 5 "-" "a\\\\b" |            | 10.0.0.1    | GET /"x" HTTP/1.1 |    | a\\b
            a byte as hexadecimal          | 10.0.0.1 - - T "GET /\\x41 HTTP/1.1" 200 5 "-" "A"      |              | 10.0.0.1    | GET /A HTTP/1.1 |      | A
            an x that is no escape         | 10.0.0.1 - - T "GET /\\xZZ HTTP/1.1" 200 5 "-" "A"      |              | 10.0.0.1    | GET /\\xZZ HTTP/1.1 |  | A
            no size                        | 10.0.0.1 - - T "GET / HTTP/1.1" 304 - "-" "A"           |              | 10.0.0.1    | GET / HTTP/1.1 |       | A
            no user agent                  | 10.0.0.1 - - T "GET / HTTP/1.1" 200 5 "http://r.example/" "-" |        | 10.0.0.1    | GET / HTTP/1.1 | http://r.example/ |
            the common format              | 10.0.0.1 - - T "GET / HTTP/1.1" 200 5                   |              | 10.0.0.1    | GET / HTTP/1.1 |       |
            a time-out                     | 10.0.0.1 - - T "-" 408 - "-" "-"                        |              | 10.0.0.1    | -              |       |
            further fields at the end      | 10.0.0.1 - - T "GET / HTTP/1.1" 200 5 "-" "A" "10.2.3.4" 0.004 |       | 10.0.0.1    | GET / HTTP/1.1 |       | A
            """)
    void oddLinesAreRead(
            String name, String line, String host, String client, String request, String referrer, String agent) {
        ParsedLine parsed = AccessLogParser.parse(line.replace(" T ", " " + TIME + " "));

        assertThat(parsed).isInstanceOfSatisfying(ParsedLine.Request.class, read -> {
            assertThat(read.entry().virtualHost()).isEqualTo(text(host));
            assertThat(read.entry().client()).isEqualTo(client);
            assertThat(read.entry().request()).isEqualTo(request);
            assertThat(read.entry().referrer()).isEqualTo(text(referrer));
            assertThat(read.entry().userAgent()).isEqualTo(text(agent));
        });
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "hello",
                "10.0.0.1 - - [yesterday] \"GET / HTTP/1.1\" 200 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36] \"GET / HTTP/1.1\" 200 5",
                "10.0.0.1 - - [32/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200 5",
                "10.0.0.1 - - [10/Okt/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200 5",
                "10.0.0.1 [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1 200 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] GET / 200 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" OK 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 999 5",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200 5 \"http://cut",
                "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"Mozilla/5.0 (cut",
            })
    void linesOfAnotherFormOrCutShortAreBad(String line) {
        assertThat(AccessLogParser.parse(line)).isInstanceOf(ParsedLine.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noLineMakesTheParserThrow(long seed) {
        Random random = new Random(seed);
        String good = "10.0.0.1 - - " + TIME + " \"GET /a?b=\\\"c HTTP/1.1\" 200 5 \"http://r.example/\" \"A\\x41\"";
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "\"\\[] -:/x".charAt(random.nextInt(9));
            }
            String line = new String(bytes, 0, random.nextInt(bytes.length + 1), StandardCharsets.ISO_8859_1);
            assertThatCode(() -> {
                        if (AccessLogParser.parse(line) instanceof ParsedLine.Request read) {
                            new PageViews(new Crawlers(java.util.List.of("bot")), false).skip(read.entry());
                            assertThat(PageAddress.cut(PageAddress.of(read.entry(), "http://s.example", false)))
                                    .matches("[!-~]+");
                        }
                    })
                    .as("seed %d, line %s", seed, line)
                    .doesNotThrowAnyException();
        }
    }
}
