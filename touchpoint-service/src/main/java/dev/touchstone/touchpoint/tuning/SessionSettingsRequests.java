package dev.touchstone.touchpoint.tuning;

import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.generate.Surfacing;
import dev.touchstone.touchpoint.overlaprule.OverlapRules;
import dev.touchstone.touchpoint.settings.SessionSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the messages of {@code SessionSettingsService}; says everything that is wrong at once. */
final class SessionSettingsRequests {
    static final int MAX_NOTE = 500;
    static final int MAX_ETAG = 64;

    private static final int MAX_HOSTS = 200;
    private static final int MAX_POST_LC = 1_000;
    private static final Duration MIN_INACTIVITY = Duration.ofMinutes(1);
    private static final Duration MAX_INACTIVITY = Duration.ofHours(24);
    private static final Duration MAX_CARRYOVER = Duration.ofDays(90);
    private static final int DEFAULT_SAMPLE = 1_000;
    private static final int MAX_SAMPLE = 20_000;

    /** As browsers send hosts: ASCII letters, digits and hyphens, at least two labels. */
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int MAX_PARAMETERS = 10;
    private static final int MAX_PARAMETER = 100;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private SessionSettingsRequests() {}

    /** The settings; empty, with violations, if anything is wrong. */
    static Optional<SessionSettings> settings(
            boolean present, dev.touchstone.touchpoint.v1.SessionSettings message, FieldViolations violations) {
        if (!present) {
            violations.add("settings", "FIELD_REQUIRED", "is required");
            return Optional.empty();
        }
        Optional<Duration> inactivity = message.hasInactivity()
                ? duration("settings.inactivity", message.getInactivity(), MIN_INACTIVITY, MAX_INACTIVITY, violations)
                : missing("settings.inactivity", violations);
        Optional<Duration> carryover = message.hasCarryover()
                ? duration("settings.carryover", message.getCarryover(), Duration.ZERO, MAX_CARRYOVER, violations)
                : missing("settings.carryover", violations);
        Optional<List<String>> signIn = hosts("settings.sign_in_hosts", message.getSignInHostsList(), violations);
        Optional<List<String>> payment = hosts("settings.payment_hosts", message.getPaymentHostsList(), violations);
        int postLc = message.getMaxPostLcTouchpoints();
        if (postLc < 0 || postLc > MAX_POST_LC) {
            violations.add("settings.max_post_lc_touchpoints", "OUT_OF_RANGE", "must be 0 to 1,000 but is " + postLc);
        }
        Optional<ZoneId> zone = zone(message.getTimeZone(), violations);
        List<String> parameters = parameters(message.getMappedParametersList(), violations);
        OverlapRules overlaps = OverlapRuleRequests.rules(message.getOverlapRulesList(), violations);
        return violations.isEmpty()
                ? Optional.of(new SessionSettings(
                        inactivity.orElseThrow(),
                        carryover.orElseThrow(),
                        signIn.orElseThrow(),
                        payment.orElseThrow(),
                        new Surfacing(postLc, overlaps),
                        zone.orElseThrow(),
                        parameters))
                : Optional.empty();
    }

    private static Optional<Duration> missing(String path, FieldViolations violations) {
        violations.add(path, "FIELD_REQUIRED", "is required");
        return Optional.empty();
    }

    /** A time of whole seconds within limits, which belong to it. */
    static Optional<Duration> duration(
            String path, com.google.protobuf.Duration message, Duration min, Duration max, FieldViolations violations) {
        Optional<Duration> duration = wholeSeconds(message)
                .filter(value -> value.compareTo(min) >= 0)
                .filter(value -> value.compareTo(max) <= 0);
        if (duration.isEmpty()) {
            violations.add(path, "OUT_OF_RANGE", "must be whole seconds between " + min + " and " + max);
        }
        return duration;
    }

    private static Optional<Duration> wholeSeconds(com.google.protobuf.Duration message) {
        try {
            return message.getNanos() == 0 ? Optional.of(Duration.ofSeconds(message.getSeconds())) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> hosts(String path, List<String> sent, FieldViolations violations) {
        if (sent.size() > MAX_HOSTS) {
            violations.add(path, "TOO_MANY", "must have at most " + MAX_HOSTS + " hosts but has " + sent.size());
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            String lower = sent.get(i).toLowerCase(Locale.ROOT);
            String host = lower.startsWith("www.") ? lower.substring("www.".length()) : lower;
            if (HOST.matcher(host).matches()) {
                hosts.add(host);
            } else {
                violations.add(
                        path + "[" + i + "]",
                        "INVALID_HOST",
                        "must be a host name such as accounts.google.com, international ones in their ASCII form");
            }
        }
        return hosts.size() == sent.size() ? Optional.of(hosts) : Optional.empty();
    }

    private static List<String> parameters(List<String> sent, FieldViolations violations) {
        String path = "settings.mapped_parameters";
        if (sent.size() > MAX_PARAMETERS) {
            violations.add(path, "TOO_MANY", "must have at most " + MAX_PARAMETERS + " names but has " + sent.size());
        }
        for (int i = 0; i < sent.size(); i++) {
            violations.requireText(path + "[" + i + "]", sent.get(i), MAX_PARAMETER);
        }
        return sent.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** A known name, not an offset such as "+02:00", which does not know summer time. */
    private static Optional<ZoneId> zone(String name, FieldViolations violations) {
        if (name.isEmpty()) {
            return Optional.of(UTC);
        }
        if (!ZONES.contains(name)) {
            violations.add(
                    "settings.time_zone",
                    "INVALID_TIME_ZONE",
                    "must be the IANA name of a time zone such as Europe/Berlin, or UTC");
            return Optional.empty();
        }
        return Optional.of(ZoneId.of(name));
    }

    /** What an update and a restore share. */
    static void checkEtagAndNote(String etag, String note, FieldViolations violations) {
        violations.requireText("etag", etag, MAX_ETAG);
        violations.limitText("note", note, MAX_NOTE);
    }

    /** How many visitors or people to derive at most. */
    static int sampleSize(String path, int sent, FieldViolations violations) {
        if (sent < 0) {
            violations.add(path, "OUT_OF_RANGE", "must not be negative but is " + sent);
        }
        return sent <= 0 ? DEFAULT_SAMPLE : Math.min(sent, MAX_SAMPLE);
    }
}
