package dev.touchstone.salessync.salesforce.limit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce says in the header {@code Sforce-Limit-Info} about API requests of the last 24 hours. Pure.
 *
 * @param used requests of the whole organisation
 * @param max how many it may make
 * @param app the same for our connected app; null if the header has no such part
 */
public record LimitInfo(long used, long max, @Nullable AppUse app) {
    // By name and not by place: the second part is optional, and others may follow.
    private static final Pattern ORGANISATION = Pattern.compile("(?:^|;)\\s*api-usage=(\\d{1,15})/(\\d{1,15})");
    private static final Pattern APP =
            Pattern.compile("(?:^|;)\\s*per-app-api-usage=(\\d{1,15})/(\\d{1,15})\\(appName=([^)]*)\\)");
    private static final int BASIS_POINTS = 10_000;

    public LimitInfo {
        if (used < 0 || max <= 0) {
            throw new IllegalArgumentException("used from 0 and max above 0 but they are " + used + ", " + max);
        }
    }

    /**
     * Requests of one connected app.
     *
     * @param name the app's
     */
    public record AppUse(long used, long max, String name) {}

    /** Reads the header; empty if it does not tell the organisation's use. */
    public static Optional<LimitInfo> parse(String header) {
        Matcher organisation = ORGANISATION.matcher(header);
        if (!organisation.find()) {
            return Optional.empty();
        }
        long max = Long.parseLong(organisation.group(2));
        if (max == 0) {
            return Optional.empty();
        }
        return Optional.of(new LimitInfo(Long.parseLong(organisation.group(1)), max, app(header)));
    }

    /** The organisation's use in basis points of what it may use, rounded down: 9,000 is 90 %. */
    public long usedBasisPoints() {
        return used * BASIS_POINTS / max;
    }

    private static @Nullable AppUse app(String header) {
        Matcher app = APP.matcher(header);
        return app.find() ? new AppUse(Long.parseLong(app.group(1)), Long.parseLong(app.group(2)), app.group(3)) : null;
    }
}
