package dev.touchstone.commandline.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, times and identifiers as people read them. All times are UTC. */
public final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    private Words() {}

    /** With a comma between thousands: {@code 12,345}. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** The number and its noun: {@code 1 session}, {@code 2 sessions}. */
    public static String count(long value, String noun) {
        return count(value, noun, noun + "s");
    }

    /** The number and its noun, whose plural is not regular. */
    public static String count(long value, String noun, String plural) {
        return number(value) + " " + (value == 1 ? noun : plural);
    }

    /** To the minute: {@code 2025-07-03 10:12}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** In its two largest units: {@code 850 ms}, {@code 4.2 s}, {@code 3 min 20 s}, {@code 5 h 1 min}, {@code 12 d 3 h}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return duration.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < HOUR) {
            return pair(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        if (seconds < DAY) {
            return pair(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
        }
        return pair(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** An enum value of a contract without its prefix, in lower case: {@code POST_LC} of a position is {@code post lc}. */
    public static String plain(Enum<?> value, String prefix) {
        String name = value.name();
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    /** Channel and subchannel as one text: {@code Paid Search / Google}; {@code (not yet mapped)} without a channel. */
    public static String channel(String channel, String subchannel) {
        if (channel.isEmpty()) {
            return "(not yet mapped)";
        }
        return subchannel.isEmpty() ? channel : channel + " / " + subchannel;
    }

    /** The text itself up to {@code width} characters, else cut with an ellipsis. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** Without control characters, which a log or a CRM may hold and a terminal would obey. */
    public static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return clean.toString();
    }

    /**
     * Breaks a text between words.
     *
     * @param width the longest line; a longer word stands alone
     */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : List.of(text.trim().split("\\s+", -1))) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
