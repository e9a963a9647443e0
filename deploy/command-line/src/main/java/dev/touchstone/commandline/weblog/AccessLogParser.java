package dev.touchstone.commandline.weblog;

import dev.touchstone.commandline.weblog.ParsedLine.Bad;
import dev.touchstone.commandline.weblog.ParsedLine.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one line of an access log in the combined format of Apache and Nginx, with or without a virtual host in front
 * and with whatever fields follow the user agent; a line of the common format (without referrer and user agent) is taken
 * too. It never throws.
 *
 * <p><b>Source:</b> <a href="https://httpd.apache.org/docs/2.4/mod/mod_log_config.html">mod_log_config</a>: quotes and
 * backslashes in quoted fields stand behind a backslash, other bytes as {@code \xhh}.
 */
public final class AccessLogParser {
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;
    private static final int FIELDS_BEFORE_TIME = 3;
    private static final int HEX = 16;

    private final String line;
    private int position;

    private AccessLogParser(String line) {
        this.line = line;
    }

    /**
     * Reads a line.
     *
     * @param line without its end, one character for each byte
     */
    public static ParsedLine parse(String line) {
        return new AccessLogParser(line).parse();
    }

    private ParsedLine parse() {
        if (line.isBlank()) {
            return new Bad("the line is empty");
        }
        List<String> before = new ArrayList<>();
        Optional<Instant> time = timeAfter(before);
        if (time.isEmpty()) {
            return new Bad("no time in brackets");
        }
        if (before.size() < FIELDS_BEFORE_TIME) {
            return new Bad("fewer than three fields before the time");
        }
        Optional<String> request = quoted();
        if (request.isEmpty()) {
            return new Bad("the request is not in quotes, or its quote is not closed");
        }
        int status = status(word());
        if (status == 0) {
            return new Bad("the status is no number from 100 to 599");
        }
        if (word().isEmpty()) {
            return new Bad("the line ends before the size");
        }
        boolean named = startsWithVirtualHost(before);
        Optional<String> referrer = quotedOrEnd();
        Optional<String> userAgent = referrer.isEmpty() ? referrer : quotedOrEnd();
        if (userAgent.isEmpty()) {
            return new Bad(
                    referrer.isEmpty() ? "the referrer's quote is not closed" : "the user agent's quote is not closed");
        }
        return new Request(new LogEntry(
                named ? before.get(0) : "",
                before.get(named ? 1 : 0),
                time.get(),
                request.get(),
                status,
                present(referrer.orElse("")),
                present(userAgent.get())));
    }

    /** Collects the blank-separated fields up to the first bracket that holds a time; a user's name may hold blanks. */
    private Optional<Instant> timeAfter(List<String> before) {
        while (position < line.length()) {
            skipBlanks();
            if (position < line.length() && line.charAt(position) == '[') {
                int end = line.indexOf(']', position);
                Optional<Instant> time = end < 0 ? Optional.empty() : LogTime.parse(line.substring(position + 1, end));
                if (time.isPresent()) {
                    position = end + 1;
                    return time;
                }
            }
            String field = word();
            if (!field.isEmpty()) {
                before.add(field);
            }
        }
        return Optional.empty();
    }

    /** {@code host:port address ident user}: four fields of which the second is an address, the first is none. */
    private static boolean startsWithVirtualHost(List<String> before) {
        return before.size() > FIELDS_BEFORE_TIME && isAddress(before.get(1)) && !isAddress(before.get(0));
    }

    private static boolean isAddress(String text) {
        boolean dotted = true;
        boolean hexadecimal = text.indexOf(':') != text.lastIndexOf(':');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dotted &= c == '.' || (c >= '0' && c <= '9');
            hexadecimal &= c == ':' || c == '.' || Character.digit(c, HEX) >= 0;
        }
        return dotted || hexadecimal;
    }

    /** A quoted field, or an empty text where the line ends; nothing if a quote is not closed. */
    private Optional<String> quotedOrEnd() {
        skipBlanks();
        return position < line.length() && line.charAt(position) == '"' ? quoted() : Optional.of(word());
    }

    private Optional<String> quoted() {
        skipBlanks();
        if (position >= line.length() || line.charAt(position) != '"') {
            return Optional.empty();
        }
        position++;
        StringBuilder text = new StringBuilder();
        while (position < line.length()) {
            char c = line.charAt(position++);
            if (c == '"') {
                return Optional.of(text.toString());
            }
            if (c == '\\' && position < line.length()) {
                escape(text);
            } else {
                text.append(c);
            }
        }
        return Optional.empty();
    }

    private void escape(StringBuilder text) {
        char c = line.charAt(position++);
        if (c != 'x') {
            text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
            return;
        }
        int high = position + 1 < line.length() ? Character.digit(line.charAt(position), HEX) : -1;
        int low = high < 0 ? -1 : Character.digit(line.charAt(position + 1), HEX);
        if (low < 0) {
            text.append("\\x"); // not an escape after all
        } else {
            text.append((char) (high * HEX + low));
            position += 2;
        }
    }

    private String word() {
        skipBlanks();
        int from = position;
        while (position < line.length() && line.charAt(position) != ' ' && line.charAt(position) != '\t') {
            position++;
        }
        return line.substring(from, position);
    }

    private void skipBlanks() {
        while (position < line.length() && (line.charAt(position) == ' ' || line.charAt(position) == '\t')) {
            position++;
        }
    }

    private static int status(String text) {
        if (text.length() != 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int status = Integer.parseInt(text);
        return status < LOWEST_STATUS || status > HIGHEST_STATUS ? 0 : status;
    }

    private static String present(String field) {
        return "-".equals(field) ? "" : field;
    }
}
