package dev.touchstone.mapping.classify;

import dev.touchstone.mapping.detect.Detector;
import java.util.Set;

/**
 * A parsed cell. All texts are folded (see {@link CaseFold}) and so is what they are compared with.
 *
 * <p><b>Source:</b> the cell syntax of Marketo Measure's online sheet.
 */
sealed interface CellPattern {
    /** {@code text}: the whole value. */
    record Equal(String text) implements CellPattern {}

    /** {@code text*}. */
    record StartsWith(String text) implements CellPattern {}

    /** {@code *text}. */
    record EndsWith(String text) implements CellPattern {}

    /** {@code *text*}. */
    record Contains(String text) implements CellPattern {}

    /** {@code *}: any value but the empty one. */
    record AnyNonEmpty() implements CellPattern {}

    /**
     * Text without {@code *} under "Referring Website". With a dot it is a domain and matches its hosts:
     * {@code example.com} is {@code example.com} and {@code blog.example.com}. Without a dot it is one of the host's labels
     * but the last: {@code facebook} is {@code m.facebook.com} and {@code facebook.de}, not {@code facebookmail.com}.
     */
    record HostNamed(String text) implements CellPattern {}

    /** {@code [Name]}: a detector. */
    record Detected(Detector detector) implements CellPattern {}

    /** {@code one;two;three}, all of them whole values. */
    record EqualAny(Set<String> texts) implements CellPattern {
        public EqualAny {
            texts = Set.copyOf(texts);
        }
    }

    /** Alternatives separated by {@code ;} that are not all whole values. */
    record AnyOf(Set<CellPattern> alternatives) implements CellPattern {
        public AnyOf {
            alternatives = Set.copyOf(alternatives);
        }
    }
}
