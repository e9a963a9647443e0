package dev.touchstone.testing.salesforce.soql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values are compared: texts in any case, ids by character, numbers by size, times by time. */
final class Comparing {
    /** What stays escaped in the text of a literal. */
    private static final String ESCAPED = "%_\\";

    private static final Pattern ESCAPE = Pattern.compile("\\\\([%_\\\\])");

    private Comparing() {}

    /** Negative, zero or positive; both are values of one field. */
    static int compare(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number otherNumber) {
            return Double.compare(number.doubleValue(), otherNumber.doubleValue());
        }
        if (one instanceof Instant time && other instanceof Instant otherTime) {
            return time.compareTo(otherTime);
        }
        if (one instanceof LocalDate date && other instanceof LocalDate otherDate) {
            return date.compareTo(otherDate);
        }
        if (one instanceof Boolean bool && other instanceof Boolean otherBool) {
            return Boolean.compare(bool, otherBool);
        }
        return lower(one).compareTo(lower(other));
    }

    /** The same for ids, in which case counts. */
    static int compareIds(Object one, Object other) {
        return one.toString().compareTo(other.toString());
    }

    /** True if a comparison with this outcome fulfils the operator. */
    static boolean fulfils(String operator, int outcome) {
        return switch (operator) {
            case "=" -> outcome == 0;
            case "!=" -> outcome != 0;
            case "<" -> outcome < 0;
            case "<=" -> outcome <= 0;
            case ">" -> outcome > 0;
            case ">=" -> outcome >= 0;
            default -> throw new IllegalArgumentException("not an operator: " + operator);
        };
    }

    /** What equal values share. */
    static Object key(Object value) {
        return value instanceof String text
                ? text.toLowerCase(Locale.ROOT)
                : value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    /** A pattern with {@code %} for any text and {@code _} for one character; a backslash takes their meaning, or its own. */
    static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            if (letter == '\\' && i + 1 < pattern.length() && ESCAPED.indexOf(pattern.charAt(i + 1)) >= 0) {
                i++;
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            } else {
                regex.append(letter == '%' ? ".*" : letter == '_' ? "." : Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The text of a literal that is no pattern. */
    static String plain(String text) {
        return ESCAPE.matcher(text).replaceAll("$1");
    }

    private static String lower(@Nullable Object value) {
        return Objects.toString(value).toLowerCase(Locale.ROOT);
    }
}
