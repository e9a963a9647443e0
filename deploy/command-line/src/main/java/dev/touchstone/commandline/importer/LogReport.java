package dev.touchstone.commandline.importer;

import dev.touchstone.commandline.weblog.SkipReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read of a log: counts, the first bad lines, the range of times. Bounded, however long the log is. */
public final class LogReport {
    private static final int BAD_LINES_KEPT = 20;
    private static final int REFERRER_HOSTS_KEPT = 1_000;

    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private final List<BadLine> firstBad = new ArrayList<>();
    private final Map<String, Long> referrerHosts = new HashMap<>();
    private long lines;
    private long badLines;
    private long pageViews;
    private long cutAddresses;
    private long droppedReferrers;
    private long withReferrer;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private String brokenOff = "";

    /**
     * A line that is none of the format.
     *
     * @param number its number, from 1 upwards
     * @param reason what is wrong
     */
    public record BadLine(long number, String reason) {}

    void line() {
        lines++;
    }

    void bad(String reason) {
        badLines++;
        if (firstBad.size() < BAD_LINES_KEPT) {
            firstBad.add(new BadLine(lines, reason));
        }
    }

    void skip(SkipReason reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    void pageView(Instant time, String referrer) {
        pageViews++;
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
        if (!referrer.isEmpty()) {
            withReferrer++;
            String host = host(referrer);
            if (referrerHosts.size() < REFERRER_HOSTS_KEPT || referrerHosts.containsKey(host)) {
                referrerHosts.merge(host, 1L, Long::sum);
            }
        }
    }

    void cutAddress() {
        cutAddresses++;
    }

    void droppedReferrer() {
        droppedReferrers++;
    }

    void brokeOff(String reason) {
        brokenOff = reason;
    }

    /** Lines read. */
    public long lines() {
        return lines;
    }

    /** Lines that are none of the format. */
    public long badLines() {
        return badLines;
    }

    /** The first of them. */
    public List<BadLine> firstBad() {
        return List.copyOf(firstBad);
    }

    /** Page views. */
    public long pageViews() {
        return pageViews;
    }

    /** Requests that are no page views, by reason. */
    public Map<SkipReason, Long> skipped() {
        return skipped;
    }

    /** Addresses longer than 2,048 characters, which were cut. */
    public long cutAddresses() {
        return cutAddresses;
    }

    /** Referrers that are no addresses, which were left out. */
    public long droppedReferrers() {
        return droppedReferrers;
    }

    /** Time of the earliest page view. */
    public Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** Time of the latest page view. */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** Whether the log was read to its end. */
    public boolean complete() {
        return brokenOff.isEmpty();
    }

    /** Why it was not. */
    public String brokenOff() {
        return brokenOff;
    }

    /** The host that more than half of all referrers name: most likely the site itself. */
    public Optional<String> dominantReferrer() {
        return referrerHosts.entrySet().stream()
                .filter(entry -> entry.getValue() * 2 > withReferrer)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static String host(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(start, end);
    }
}
