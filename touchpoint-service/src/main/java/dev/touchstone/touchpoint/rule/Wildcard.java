package dev.touchstone.touchpoint.rule;

import java.util.List;

/**
 * A text in which {@code *} stands for any characters, also none: {@code social*}, {@code *paid} (requirement, section 3.3).
 *
 * @param pieces the folded texts between the stars; a single one if there is no star
 */
record Wildcard(List<String> pieces) {
    static Wildcard of(String text) {
        return new Wildcard(List.of(Fold.of(text).split("\\*", -1)));
    }

    /** True if there is no star in it. */
    boolean isExact() {
        return pieces.size() == 1;
    }

    /** What the text begins with; empty for anything. */
    String start() {
        return pieces.getFirst();
    }

    /** What the text ends with; empty for anything. */
    String end() {
        return pieces.getLast();
    }

    /** What is between start and end. */
    List<String> middle() {
        return pieces.size() <= 2 ? List.of() : pieces.subList(1, pieces.size() - 1);
    }

    /** True if a folded text is one of these. The leftmost place of each piece leaves the most room for the next. */
    boolean matches(String folded) {
        if (isExact()) {
            return folded.equals(start());
        }
        int end = folded.length() - end().length();
        int from = start().length();
        if (from > end || !folded.startsWith(start()) || !folded.endsWith(end())) {
            return false;
        }
        for (String piece : middle()) {
            int at = folded.indexOf(piece, from);
            if (at < 0 || at + piece.length() > end) {
                return false;
            }
            from = at + piece.length();
        }
        return true;
    }
}
