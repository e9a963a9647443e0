package dev.touchstone.mapping.classify;

import com.google.re2j.Pattern;
import dev.touchstone.mapping.detect.Detector;
import dev.touchstone.mapping.detect.Detectors;
import java.util.List;
import java.util.Set;

/**
 * A parsed cell, or the regular expression of a condition. All texts are folded (see {@link CaseFold}) and so is what they are
 * compared with.
 *
 * <p><b>Source:</b> the cell syntax of Marketo Measure's online sheet.
 */
sealed interface CellPattern {
    /** True if the value passes; a detector looks at the key as a whole instead. */
    boolean matches(String value, FoldedKey key);

    /** True if a detector is asked. */
    default boolean asksDetector() {
        return false;
    }

    /** {@code text}: the whole value. */
    record Equal(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            return value.equals(text);
        }
    }

    /** {@code text*}. */
    record StartsWith(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            return value.startsWith(text);
        }
    }

    /** {@code *text}. */
    record EndsWith(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            return value.endsWith(text);
        }
    }

    /** {@code *text*}. */
    record Contains(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            return value.contains(text);
        }
    }

    /** {@code *}: any value but the empty one. */
    record AnyNonEmpty() implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            return !value.isEmpty();
        }
    }

    /**
     * Text with a dot and without {@code *} where hosts are compared: a domain and all below it. {@code example.com} is
     * {@code example.com} and {@code blog.example.com}.
     */
    record Domain(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            int before = value.length() - text.length() - 1;
            return value.endsWith(text) && (before < 0 || value.charAt(before) == '.');
        }
    }

    /**
     * Text without a dot and without {@code *} where hosts are compared: one of the labels but the last. {@code facebook} is
     * {@code m.facebook.com} and {@code facebook.de}, not {@code facebookmail.com}. A host of one label has no other.
     */
    record HostLabel(String text) implements CellPattern {
        @Override
        public boolean matches(String value, FoldedKey key) {
            int at = value.indexOf(text);
            while (at >= 0) {
                int end = at + text.length();
                boolean begins = at == 0 || value.charAt(at - 1) == '.';
                boolean ends = end == value.length() ? at == 0 : value.charAt(end) == '.';
                if (begins && ends) {
                    return true;
                }
                at = value.indexOf(text, at + 1);
            }
            return false;
        }
    }

    /**
     * {@code [Name]}: a detector.
     *
     * @param number the detector's, see {@link Detectors#number}
     */
    record Detected(int number, Detector detector) implements CellPattern {
        static Detected of(Detector detector) {
            return new Detected(Detectors.number(detector), detector);
        }

        @Override
        public boolean matches(String value, FoldedKey key) {
            return key.isSeenBy(this);
        }

        @Override
        public boolean asksDetector() {
            return true;
        }
    }

    /**
     * A regular expression of RE2, found anywhere.
     *
     * @param literal a text that is in every match; empty if none is known
     */
    record Found(Pattern regex, String literal) implements CellPattern {
        static Found of(String regex) {
            return new Found(RegexSyntax.compile(regex), RegexLiteral.of(regex));
        }

        @Override
        public boolean matches(String value, FoldedKey key) {
            return value.contains(literal) && regex.matcher(value).find();
        }
    }

    /** {@code one;two;three}, all of them whole values. */
    record EqualAny(Set<String> texts) implements CellPattern {
        public EqualAny {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean matches(String value, FoldedKey key) {
            return texts.contains(value);
        }
    }

    /** Alternatives separated by {@code ;} that are not all whole values, each once. */
    record AnyOf(List<CellPattern> alternatives) implements CellPattern {
        public AnyOf {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public boolean matches(String value, FoldedKey key) {
            for (int i = 0; i < alternatives.size(); i++) {
                if (alternatives.get(i).matches(value, key)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean asksDetector() {
            return alternatives.stream().anyMatch(CellPattern::asksDetector);
        }
    }
}
