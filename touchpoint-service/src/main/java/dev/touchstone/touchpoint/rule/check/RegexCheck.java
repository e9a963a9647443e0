package dev.touchstone.touchpoint.rule.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.touchstone.contract.RegexSize;
import java.util.Optional;

/** Says whether a text is an RE2 expression of bearable size. */
public final class RegexCheck {
    private RegexCheck() {}

    /** What is wrong with it; empty if nothing is. */
    public static Optional<String> problem(String regex) {
        if (RegexSize.of(regex) > RegexSize.MAX) {
            return Optional.of("must not repeat anything more than " + RegexSize.MAX
                    + " times, repetitions within repetitions multiplied");
        }
        try {
            Pattern compiled = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
            return compiled.programSize() > 0 ? Optional.empty() : Optional.of("must match something");
        } catch (PatternSyntaxException e) {
            return Optional.of("must be an RE2 expression, but " + e.getDescription()
                    + (e.getPattern() == null || e.getPattern().isEmpty() ? "" : ": " + e.getPattern()));
        }
    }
}
