package dev.touchstone.touchpoint.api;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.FieldViolations;
import dev.touchstone.touchpoint.session.PageUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads the fields that records of several services share. A method answers the value, or adds a violation and answers
 * nothing.
 */
public final class RecordFields {
    /** Longest id. */
    public static final int MAX_ID = 64;
    /** Longest address of a page. */
    public static final int MAX_URL = 2_048;
    /** Longest e-mail address (RFC 5321). */
    public static final int MAX_EMAIL = 254;

    private static final int MAX_EMAIL_LOCAL_PART = 64;
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Instant EARLIEST_FACT = Instant.EPOCH;
    private static final Instant LATEST_FACT = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final FieldViolations violations;
    private final Instant now;

    /**
     * @param violations receives what is wrong
     * @param now the server's time, against which times in the future are measured
     */
    public RecordFields(FieldViolations violations, Instant now) {
        this.violations = violations;
        this.now = now;
    }

    /** A required id of visible ASCII characters. */
    public Optional<String> id(String path, String value) {
        return id(path, value, MAX_ID);
    }

    /** A required id of visible ASCII characters, at most so many. */
    public Optional<String> id(String path, String value, int maxCharacters) {
        if (!violations.requireText(path, value, maxCharacters)) {
            return Optional.empty();
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            violations.add(path, "INVALID_ID", "must have visible ASCII characters only");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** A required UUID. */
    public Optional<UUID> uuid(String path, String value) {
        if (!violations.requireText(path, value, 36)) {
            return Optional.empty();
        }
        // UUID.fromString takes shorter and oddly grouped texts, too.
        if (!UUID_TEXT.matcher(value).matches()) {
            violations.add(path, "INVALID_ID", "must be a UUID");
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(value));
    }

    /** A required time between the year 2000 and one day from now. */
    public Optional<Instant> time(String path, boolean present, Timestamp value) {
        if (!present) {
            violations.add(path, "FIELD_REQUIRED", "is required");
            return Optional.empty();
        }
        if (!ProtoTime.isValid(value)) {
            violations.add(path, "TIME_OUT_OF_RANGE", "must be a valid google.protobuf.Timestamp");
            return Optional.empty();
        }
        return time(path, ProtoTime.instant(value));
    }

    /** The time, if it is between the year 2000 and one day from now. */
    public Optional<Instant> time(String path, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(now.plus(AHEAD))) {
            violations.add(
                    path,
                    "TIME_OUT_OF_RANGE",
                    "must be between " + EARLIEST + " and one day after the server's time but is " + time);
            return Optional.empty();
        }
        return Optional.of(time);
    }

    /**
     * A required time between the years 1970 and 9999: when something took place or shall take place. Tasks are due in the
     * future and events are planned, so such a time is not measured against the server's.
     */
    public Optional<Instant> timeOfFact(String path, boolean present, Timestamp value) {
        if (!present) {
            violations.add(path, "FIELD_REQUIRED", "is required");
            return Optional.empty();
        }
        return timeBetween(path, EARLIEST_FACT, LATEST_FACT, value);
    }

    /** The time, if it is valid, not before the first and not after the last. */
    public Optional<Instant> timeBetween(String path, Instant first, Instant last, Timestamp value) {
        Optional<Instant> time = Optional.of(value)
                .filter(ProtoTime::isValid)
                .map(ProtoTime::instant)
                .filter(valid -> !valid.isBefore(first) && !valid.isAfter(last));
        if (time.isEmpty()) {
            violations.add(
                    path,
                    "TIME_OUT_OF_RANGE",
                    "must be a valid google.protobuf.Timestamp between " + first + " and " + last);
        }
        return time;
    }

    /** A required http or https address. */
    public Optional<PageUrl> pageUrl(String path, String value) {
        if (!violations.requireText(path, value, MAX_URL)) {
            return Optional.empty();
        }
        Optional<PageUrl> url = PageUrl.parse(value).filter(PageUrl::isWeb);
        if (url.isEmpty()) {
            violations.add(path, "INVALID_URL", "must be an absolute http or https address with a host");
        }
        return url;
    }

    /** An optional address with any scheme. */
    public Optional<PageUrl> referrerUrl(String path, String value) {
        if (value.isEmpty() || !violations.limitText(path, value, MAX_URL)) {
            return Optional.empty();
        }
        Optional<PageUrl> url = PageUrl.parse(value);
        if (url.isEmpty()) {
            violations.add(path, "INVALID_URL", "must be an absolute address with a host, or empty");
        }
        return url;
    }

    /** An optional e-mail address, in lower case. */
    public Optional<String> email(String path, String value) {
        if (value.isEmpty() || !violations.limitText(path, value, MAX_EMAIL)) {
            return Optional.empty();
        }
        if (!isEmail(value)) {
            violations.add(path, "INVALID_EMAIL", "must be an e-mail address: name@domain, without blanks or brackets");
            return Optional.empty();
        }
        return Optional.of(value.toLowerCase(Locale.ROOT));
    }

    /** True for name@domain, without blanks or brackets, of any length of the domain. */
    public static boolean isEmail(String value) {
        int at = value.lastIndexOf('@');
        boolean nameFits = at > 0 && at <= MAX_EMAIL_LOCAL_PART && value.indexOf('@') == at;
        boolean printable = value.chars().allMatch(RecordFields::isPrintableInEmail);
        return nameFits && printable && isDomain(value.substring(at + 1));
    }

    private static boolean isPrintableInEmail(int c) {
        return !Character.isISOControl(c) && !Character.isSpaceChar(c) && "<>\"(),;:[]\\".indexOf(c) < 0;
    }

    private static boolean isDomain(String domain) {
        return domain.indexOf('.') > 0
                && !domain.endsWith(".")
                && !domain.contains("..")
                && !domain.startsWith("-")
                && domain.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    }
}
