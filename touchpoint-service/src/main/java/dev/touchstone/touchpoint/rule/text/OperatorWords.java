package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of tests, also those that other products use for the same. */
final class OperatorWords {
    private static final List<Phrase> PHRASES = phrases();

    private OperatorWords() {}

    /**
     * Words of a test.
     *
     * @param words in lower case
     */
    record Phrase(List<String> words, Operator operator) {
        private static Phrase of(String text, Operator operator) {
            return new Phrase(List.of(text.split(" ", -1)), operator);
        }

        private boolean matches(List<Token> tokens, int at, int count) {
            return words.size() >= count
                    && at + count <= tokens.size()
                    && IntStream.range(0, count)
                            .allMatch(i -> tokens.get(at + i).isWord(words.get(i)));
        }
    }

    private static List<Phrase> phrases() {
        List<Phrase> phrases = new ArrayList<>();
        Arrays.stream(Operator.values()).forEach(operator -> phrases.add(Phrase.of(operator.text(), operator)));
        phrases.add(Phrase.of("is equal to null", Operator.IS_NULL));
        phrases.add(Phrase.of("is not equal to null", Operator.IS_NOT_NULL));
        for (String middle : List.of("greater than or equal to", "greater or equal to")) {
            phrases.add(Phrase.of("is " + middle, Operator.IS_GREATER_OR_EQUAL_THAN));
            phrases.add(Phrase.of("is " + middle.replace("greater", "less"), Operator.IS_LESS_OR_EQUAL_THAN));
        }
        return List.copyOf(phrases);
    }

    /** The longest test whose words stand from a token on; empty if there is none. */
    static Optional<Phrase> longest(List<Token> tokens, int at) {
        return PHRASES.stream()
                .filter(phrase -> phrase.matches(tokens, at, phrase.words().size()))
                .max((one, other) ->
                        Integer.compare(one.words().size(), other.words().size()));
    }

    /** How many tokens still are the beginning of a test. */
    static int common(List<Token> tokens, int at) {
        int count = 0;
        while (begins(tokens, at, count + 1).findAny().isPresent()) {
            count++;
        }
        return count;
    }

    /** The tests that begin with so many tokens, as messages list them. */
    static String beginning(List<Token> tokens, int at, int count) {
        return begins(tokens, at, count)
                .map(Phrase::operator)
                .distinct()
                .map(operator -> "`" + operator.text() + "`")
                .collect(Collectors.joining(", "));
    }

    private static Stream<Phrase> begins(List<Token> tokens, int at, int count) {
        return PHRASES.stream().filter(phrase -> phrase.matches(tokens, at, count));
    }
}
