package dev.touchstone.mapping.classify;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.touchstone.contract.RegexSize;
import java.util.Optional;

/**
 * Reads a regular expression of RE2. It is found anywhere in a folded value and does not look at case; the time it takes is
 * bounded by its size times the length of the value.
 */
final class RegexSyntax {
    /** Longest expression, in UTF-16 code units. */
    static final int MAX_CHARACTERS = 1_000;

    private RegexSyntax() {}

    /** What is wrong with an expression, as the end of a sentence; empty if nothing is. */
    static Optional<String> problem(String regex) {
        if (regex.isEmpty()) {
            return Optional.of("is empty: write a regular expression");
        }
        if (regex.length() > MAX_CHARACTERS) {
            return Optional.of("has " + regex.length() + " characters: write at most " + MAX_CHARACTERS);
        }
        if (RegexSize.of(regex) > RegexSize.MAX) {
            return Optional.of("repeats too much: write at most " + RegexSize.MAX
                    + " repetitions, those within repetitions multiplied");
        }
        try {
            compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("is no regular expression of RE2: " + e.getDescription());
        }
    }

    static Pattern compile(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
