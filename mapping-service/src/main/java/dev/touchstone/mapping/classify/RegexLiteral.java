package dev.touchstone.mapping.classify;

/**
 * A text that every match of a regular expression contains, so that rows with expressions can be found by a part of the value
 * like any other.
 *
 * <p><b>Which:</b> the longest run of plain ASCII characters outside of groups and classes, if nothing at that level is an
 * alternative; of a run before {@code ?}, {@code *} or {@code {}} the last character does not count. What is not understood for
 * certain ends the search with the empty text, which is contained in everything.
 */
final class RegexLiteral {
    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";

    private RegexLiteral(String regex) {
        this.regex = regex;
    }

    /** The text, folded; empty if there is none or none is found. */
    static String of(String regex) {
        boolean understood = regex.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !regex.contains("\\Q");
        return understood ? new RegexLiteral(regex).find() : "";
    }

    private String find() {
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '|' -> {
                    return "";
                }
                case '(' -> at = skipGroup(at);
                case '[' -> at = skipClass(at);
                case '\\' -> at = escape(at);
                case '?', '*', '{' -> at = optional(at);
                case '.', '^', '$', '+', ')' -> {
                    endRun();
                    at++;
                }
                default -> {
                    run.append(c);
                    at++;
                }
            }
        }
        endRun();
        return CaseFold.fold(longest);
    }

    private void endRun() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private int optional(int at) {
        if (!run.isEmpty()) {
            run.setLength(run.length() - 1);
        }
        endRun();
        if (regex.charAt(at) != '{') {
            return at + 1;
        }
        int end = regex.indexOf('}', at);
        return end < 0 ? regex.length() : end + 1;
    }

    /** An escaped punctuation mark is itself; any other escape is a class, a border or a character that we do not read. */
    private int escape(int at) {
        char escaped = regex.charAt(Math.min(at + 1, regex.length() - 1));
        if (!Character.isLetterOrDigit(escaped)) {
            run.append(escaped);
            return at + 2;
        }
        endRun();
        return switch (escaped) {
            case 'p', 'P' -> endOfBraces(at + 2, at + 3);
            case 'x' -> endOfBraces(at + 2, at + 4);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int next = at + 2;
                while (next < regex.length() && Character.isDigit(regex.charAt(next))) {
                    next++;
                }
                yield next;
            }
            default -> at + 2;
        };
    }

    private int endOfBraces(int at, int otherwise) {
        int end = regex.startsWith("{", at) ? regex.indexOf('}', at) : -1;
        return end < 0 ? otherwise : end + 1;
    }

    private int skipGroup(int at) {
        endRun();
        int depth = 0;
        int next = at;
        while (next < regex.length()) {
            switch (regex.charAt(next)) {
                case '\\' -> next += 2;
                case '[' -> next = skipClass(next);
                case '(' -> {
                    depth++;
                    next++;
                }
                case ')' -> {
                    depth--;
                    next++;
                    if (depth == 0) {
                        return next;
                    }
                }
                default -> next++;
            }
        }
        return regex.length();
    }

    private int skipClass(int at) {
        endRun();
        int next = at + 1 + (regex.startsWith("^", at + 1) ? 1 : 0);
        next += regex.startsWith("]", next) ? 1 : 0;
        while (next < regex.length() && regex.charAt(next) != ']') {
            boolean posix = regex.startsWith("[:", next) && regex.indexOf(":]", next) > 0;
            next = posix ? regex.indexOf(":]", next) + 2 : next + (regex.charAt(next) == '\\' ? 2 : 1);
        }
        return next + 1;
    }
}
