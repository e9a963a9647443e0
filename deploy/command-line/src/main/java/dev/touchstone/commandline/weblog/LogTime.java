package dev.touchstone.commandline.weblog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The time of an access log: {@code 10/Oct/2000:13:55:36 -0700}, English month names whatever the locale. */
final class LogTime {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int LENGTH = "10/Oct/2000:13:55:36 -0700".length();
    private static final String SEPARATORS = "../.../....:..:..:.. .....";

    private LogTime() {}

    /** The instant, or nothing if the text is no such time. A second of 60 counts as 59. */
    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || !separated(text)) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(text.substring(3, 6)) + 1;
        int sign = text.charAt(21) == '-' ? -1 : 1;
        if (month == 0 || (text.charAt(21) != '-' && text.charAt(21) != '+')) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    digits(text, 7, 11),
                    month,
                    digits(text, 0, 2),
                    digits(text, 12, 14),
                    digits(text, 15, 17),
                    Math.min(59, digits(text, 18, 20)));
            ZoneOffset offset = ZoneOffset.ofHoursMinutes(sign * digits(text, 22, 24), sign * digits(text, 24, 26));
            return Optional.of(local.toInstant(offset));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean separated(String text) {
        for (int i = 0; i < LENGTH; i++) {
            char separator = SEPARATORS.charAt(i);
            if (separator != '.' && text.charAt(i) != separator) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new NumberFormatException("not a digit");
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
