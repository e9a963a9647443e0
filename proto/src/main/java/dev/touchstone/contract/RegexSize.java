package dev.touchstone.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upper bound of the steps that a regular expression is compiled to. RE2 writes {@code x{1000}} out a thousand times, and
 * repetitions within repetitions multiply: {@code ((x{1000}){1000}){1000}} would fill the memory before anything is matched.
 */
public final class RegexSize {
    /** Largest size of what is accepted: many times what an honest expression of 1,000 characters comes to. */
    public static final long MAX = 5_000;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String regex;
    /** Sizes of the groups that are open, from the inner to the outer. */
    private final Deque<Long> outer = new ArrayDeque<>();

    private long total;
    private long last;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** The bound, for a text that may or may not be an expression; never more than the largest {@code int}. */
    public static long of(String regex) {
        return new RegexSize(regex).size();
    }

    private long size() {
        int at = 0;
        while (at < regex.length()) {
            at = step(at);
        }
        while (!outer.isEmpty()) {
            close();
        }
        return total;
    }

    private int step(int at) {
        return switch (regex.charAt(at)) {
            case '\\' -> escape(at);
            case '[' -> {
                atom();
                yield endOfClass(at);
            }
            case '(' -> {
                outer.push(total);
                total = 0;
                last = 0;
                yield at + 1;
            }
            case ')' -> {
                close();
                yield at + 1;
            }
            case '{' -> repetition(at);
            default -> {
                atom();
                yield at + 1;
            }
        };
    }

    private void atom() {
        last = 1;
        total = Math.min(total + 1, Integer.MAX_VALUE);
    }

    private void close() {
        last = Math.max(1, total);
        total = Math.min(last + (outer.isEmpty() ? 0 : outer.pop()), Integer.MAX_VALUE);
    }

    private int escape(int at) {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at);
            int next = end < 0 ? regex.length() : end + 2;
            total = Math.min(total + next - at, Integer.MAX_VALUE);
            last = 1;
            return next;
        }
        atom();
        boolean named =
                at + 2 < regex.length() && regex.charAt(at + 2) == '{' && "pPx".indexOf(regex.charAt(at + 1)) >= 0;
        int end = named ? regex.indexOf('}', at) : -1;
        return end < 0 ? at + 2 : end + 1;
    }

    /** A bracket right behind the opening one, or behind its negation, belongs to the class. */
    private int endOfClass(int at) {
        int next = at + 1 + (regex.startsWith("^", at + 1) ? 1 : 0);
        next += regex.startsWith("]", next) ? 1 : 0;
        while (next < regex.length() && regex.charAt(next) != ']') {
            boolean posix = regex.startsWith("[:", next) && regex.indexOf(":]", next) > 0;
            next = posix ? regex.indexOf(":]", next) + 2 : next + (regex.charAt(next) == '\\' ? 2 : 1);
        }
        return next + 1;
    }

    private int repetition(int at) {
        Matcher matcher = REPETITION.matcher(regex).region(at, regex.length());
        if (!matcher.lookingAt()) {
            atom();
            return at + 1;
        }
        String max = matcher.group(2);
        long times = Math.max(1, Long.parseLong(max == null || max.isEmpty() ? matcher.group(1) : max));
        long repeated = Math.min(last * times, Integer.MAX_VALUE);
        total = Math.min(total - last + repeated, Integer.MAX_VALUE);
        last = repeated;
        return matcher.end();
    }
}
