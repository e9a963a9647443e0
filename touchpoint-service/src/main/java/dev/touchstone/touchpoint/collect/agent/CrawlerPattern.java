package dev.touchstone.touchpoint.collect.agent;

import java.util.regex.Pattern;

/**
 * A pattern of the list. Most user agents are of no crawler, and for those a search for the longest text that every match has
 * in it is enough: it takes a hundredth of the time of the pattern itself.
 */
final class CrawlerPattern {
    private final Pattern pattern;
    private final String literal;

    CrawlerPattern(String regex) {
        this.pattern = Pattern.compile(regex);
        this.literal = longestLiteral(regex);
    }

    /** The pattern as the list has it. */
    String text() {
        return pattern.pattern();
    }

    boolean isIn(String userAgent) {
        return userAgent.contains(literal) && pattern.matcher(userAgent).find();
    }

    /** Empty, which everything contains, for a pattern that need not contain any text. */
    static String longestLiteral(String regex) {
        if (regex.indexOf('|') >= 0 && regex.indexOf('(') < 0) {
            return "";
        }
        String longest = "";
        StringBuilder run = new StringBuilder();
        int depth = 0;
        for (int i = 0; i <= regex.length(); i++) {
            char c = i < regex.length() ? regex.charAt(i) : '(';
            boolean escaped = c == '\\' && i + 1 < regex.length();
            boolean literal =
                    escaped ? !Character.isLetterOrDigit(regex.charAt(i + 1)) : "\\[](){}^$.|?*+".indexOf(c) < 0;
            if (escaped) {
                i++;
            }
            if (depth == 0 && literal) {
                run.append(regex.charAt(i));
                continue;
            }
            if (depth == 0 && "?*{".indexOf(c) >= 0 && !run.isEmpty()) {
                run.setLength(run.length() - 1);
            }
            if (depth == 0 && c == '|' && !escaped) {
                return "";
            }
            longest = run.length() > longest.length() ? run.toString() : longest;
            run.setLength(0);
            if (!escaped) {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        return longest;
    }
}
