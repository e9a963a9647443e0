package dev.touchstone.touchpoint.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds which of many tests of texts hold for a text, without trying each. What is found is told by the number of the test,
 * some numbers repeatedly.
 */
final class TextIndex {
    private final Map<String, List<Integer>> exact = new HashMap<>();
    private final TextTrie starts = new TextTrie();
    private final TextTrie ends = new TextTrie();
    private final TextTrie parts = new TextTrie();
    private final List<Integer> always = new ArrayList<>();
    /** Told by the tries as the complement of their number. */
    private final List<Guarded> guarded = new ArrayList<>();

    private boolean hasParts;

    /** A wildcard of which a piece leads to it; the rest is then to be tried. */
    private record Guarded(Wildcard wildcard, int test) {}

    /**
     * Adds a text to a test, which holds if one of its texts does.
     *
     * @param operator IS_ONE_OF, CONTAINS, STARTS_WITH, ENDS_WITH or MATCHES_ANY
     */
    void add(Operator operator, String text, int test) {
        String folded = Fold.of(text);
        switch (operator) {
            case IS_ONE_OF ->
                exact.computeIfAbsent(folded, key -> new ArrayList<>()).add(test);
            case CONTAINS -> addPart(folded, test);
            case STARTS_WITH -> addStart(folded, test);
            case ENDS_WITH -> addEnd(folded, test);
            case MATCHES_ANY -> addWildcard(Wildcard.of(text), test);
            default -> throw new IllegalArgumentException(operator + " is no test of texts that an index finds");
        }
    }

    /** Ends the adding. */
    void link() {
        parts.link();
    }

    private void addPart(String folded, int target) {
        if (folded.isEmpty()) {
            always.add(target);
        } else {
            parts.add(folded, target);
            hasParts = true;
        }
    }

    private void addStart(String folded, int target) {
        if (folded.isEmpty()) {
            always.add(target);
        } else {
            starts.add(folded, target);
        }
    }

    private void addEnd(String folded, int target) {
        if (folded.isEmpty()) {
            always.add(target);
        } else {
            ends.addBackwards(folded, target);
        }
    }

    private void addWildcard(Wildcard wildcard, int test) {
        if (wildcard.isExact()) {
            add(Operator.IS_ONE_OF, wildcard.start(), test);
            return;
        }
        long pieces =
                wildcard.pieces().stream().filter(piece -> !piece.isEmpty()).count();
        int target = test;
        if (pieces > 1) {
            target = ~guarded.size();
            guarded.add(new Guarded(wildcard, test));
        }
        if (!wildcard.start().isEmpty()) {
            addStart(wildcard.start(), target);
        } else if (!wildcard.end().isEmpty()) {
            addEnd(wildcard.end(), target);
        } else {
            addPart(
                    wildcard.middle().stream()
                            .max(Comparator.comparingInt(String::length))
                            .orElse(""),
                    target);
        }
    }

    /** Tells the tests that hold for a text. */
    void find(String text, IntConsumer holds) {
        String folded = Fold.of(text);
        IntConsumer found = target -> {
            if (target >= 0) {
                holds.accept(target);
            } else if (guarded.get(~target).wildcard().matches(folded)) {
                holds.accept(guarded.get(~target).test());
            }
        };
        always.forEach(holds::accept);
        exact.getOrDefault(folded, List.of()).forEach(holds::accept);
        starts.starts(folded, found);
        ends.ends(folded, found);
        if (hasParts) {
            parts.parts(folded, found);
        }
    }
}
