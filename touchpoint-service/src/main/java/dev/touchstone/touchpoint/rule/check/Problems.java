package dev.touchstone.touchpoint.rule.check;

import dev.touchstone.touchpoint.rule.check.RuleProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Collects what is wrong. Not thread-safe; one for each check. */
public final class Problems {
    private final List<RuleProblem> found = new ArrayList<>();

    /** Something is wrong. */
    public void add(Spot spot, Reason reason, String message) {
        found.add(new RuleProblem(spot.path(), reason, spot.column(), message));
    }

    /** How many were found so far. */
    public int count() {
        return found.size();
    }

    /** What was found so far. */
    public List<RuleProblem> list() {
        return found;
    }

    /** True if a text is there and no longer than the limit. */
    public boolean requireText(Spot spot, String value, int max) {
        if (value.isBlank()) {
            add(spot, Reason.FIELD_REQUIRED, "is required: 1 to " + number(max) + " characters");
            return false;
        }
        return limitText(spot, value, max);
    }

    /** True if a text is no longer than the limit. */
    public boolean limitText(Spot spot, String value, int max) {
        if (value.length() > max) {
            add(
                    spot,
                    Reason.FIELD_TOO_LONG,
                    "must have at most " + number(max) + " characters but has " + number(value.length()));
            return false;
        }
        if (value.indexOf('\0') >= 0) {
            add(spot, Reason.INVALID_TEXT, "must not contain the character U+0000");
            return false;
        }
        return true;
    }

    /** True if an expression, written as one line of text, is no longer than the limit. */
    boolean limitLine(Spot spot, String line, int max) {
        if (line.length() > max) {
            add(
                    spot,
                    Reason.FIELD_TOO_LONG,
                    "must have at most " + number(max) + " characters as one line of text but has "
                            + number(line.length()));
        }
        return line.length() <= max;
    }

    /** True if there are 1 to so many. */
    public boolean requireSize(Spot spot, String what, int size, int max) {
        if (size == 0) {
            add(spot, Reason.EMPTY_LIST, "must have 1 to " + number(max) + " " + what);
        } else if (size > max) {
            add(spot, Reason.TOO_MANY, "must have at most " + number(max) + " " + what + " but has " + number(size));
        }
        return size > 0 && size <= max;
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The value, unless anything was found. */
    public <T> Checked<T> unlessAny(Supplier<T> value) {
        return found.isEmpty() ? new Checked.Accepted<>(value.get()) : new Checked.Refused<>(found);
    }
}
