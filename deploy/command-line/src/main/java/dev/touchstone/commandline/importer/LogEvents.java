package dev.touchstone.commandline.importer;

import com.google.protobuf.Timestamp;
import dev.touchstone.commandline.weblog.AccessLogParser;
import dev.touchstone.commandline.weblog.Crawlers;
import dev.touchstone.commandline.weblog.LogEntry;
import dev.touchstone.commandline.weblog.PageAddress;
import dev.touchstone.commandline.weblog.PageViews;
import dev.touchstone.commandline.weblog.ParsedLine;
import dev.touchstone.touchpoint.v1.WebEvent;
import dev.touchstone.touchpoint.v1.WebEventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Turns lines into page views. A visitor is a hash of address and user agent, so the address itself is not sent; an
 * event's id is a hash of its line, so that a second import repeats ids and changes nothing.
 */
final class LogEvents {
    private static final int ID_BYTES = 16;
    private static final String CRAWLERS = "/dev/touchstone/commandline/weblog/crawlers.txt";
    private static final String DEFAULT_SITE = "http://localhost";

    private final PageViews pageViews;
    private final String site;
    private final boolean siteGiven;
    private final LogReport report;
    private final MessageDigest digest;

    LogEvents(ImportWebLog.Settings settings, LogReport report) {
        this.pageViews = new PageViews(crawlers(), settings.includeCrawlers());
        this.siteGiven = !settings.site().isEmpty();
        this.site = siteGiven ? settings.site() : DEFAULT_SITE;
        this.report = report;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The line's page view, if it is one; what it is not is counted in the report.
     *
     * @param tooLong whether the line was cut
     */
    Optional<WebEvent> read(String line, boolean tooLong) {
        report.line();
        if (tooLong) {
            report.bad("the line is longer than 64 KB");
            return Optional.empty();
        }
        return switch (AccessLogParser.parse(line)) {
            case ParsedLine.Bad bad -> {
                report.bad(bad.reason());
                yield Optional.empty();
            }
            case ParsedLine.Request request -> pageView(request.entry(), line);
        };
    }

    private Optional<WebEvent> pageView(LogEntry entry, String line) {
        var reason = pageViews.skip(entry);
        if (reason.isPresent()) {
            report.skip(reason.get());
            return Optional.empty();
        }
        String referrer = referrer(entry.referrer());
        report.pageView(entry.time(), referrer);
        return Optional.of(WebEvent.newBuilder()
                .setVisitorId(hash("visitor\n" + entry.client() + "\n" + entry.userAgent()))
                .setEventId(hash("event\n" + line))
                .setOccurTime(Timestamp.newBuilder().setSeconds(entry.time().getEpochSecond()))
                .setType(WebEventType.WEB_EVENT_TYPE_PAGE_VIEW)
                .setPageUrl(cut(PageAddress.of(entry, site, siteGiven)))
                .setReferrerUrl(referrer)
                .build());
    }

    private String referrer(String referrer) {
        if (referrer.isBlank()) {
            return "";
        }
        if (!PageAddress.isAbsolute(referrer)) {
            report.droppedReferrer();
            return "";
        }
        return cut(PageAddress.encode(referrer));
    }

    private String cut(String address) {
        String cut = PageAddress.cut(address);
        if (cut.length() < address.length()) {
            report.cutAddress();
        }
        return cut;
    }

    private String hash(String text) {
        byte[] whole = digest.digest(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(Arrays.copyOf(whole, ID_BYTES));
    }

    private static Crawlers crawlers() {
        try (InputStream list = LogEvents.class.getResourceAsStream(CRAWLERS)) {
            if (list == null) {
                throw new IllegalStateException("the program lacks its list of crawlers");
            }
            return new Crawlers(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
