package dev.touchstone.mapping.lint;

import dev.touchstone.mapping.classify.CaseFold;
import dev.touchstone.mapping.detect.Detector;
import dev.touchstone.mapping.detect.Detectors;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one alternative of a cell lets pass, folded. Classification has its own form of the same, made for speed; a property test
 * holds the two together.
 */
sealed interface Shape {
    /** {@code text}. */
    record Whole(String text) implements Shape {}

    /** {@code text*}. */
    record Start(String text) implements Shape {}

    /** {@code *text}. */
    record End(String text) implements Shape {}

    /** {@code *text*}. */
    record Part(String text) implements Shape {}

    /** {@code *}. */
    record Any() implements Shape {}

    /** A host's name with a dot: the domain and all below it. */
    record Domain(String text) implements Shape {}

    /** A host's name without a dot: one of the labels but the last. */
    record Label(String text) implements Shape {}

    /** {@code [Name]}. */
    record Seen(Detector detector) implements Shape {}

    /** The text that it looks for; empty if there is none. */
    default String word() {
        return switch (this) {
            case Whole(String text) -> text;
            case Start(String text) -> text;
            case End(String text) -> text;
            case Part(String text) -> text;
            case Domain(String text) -> text;
            case Label(String text) -> text;
            case Any ignored -> "";
            case Seen ignored -> "";
        };
    }

    /**
     * The alternatives of a valid cell that is not empty.
     *
     * @param namesHosts true if text without {@code *} names a host
     */
    static Set<Shape> ofCell(String cell, boolean namesHosts) {
        return Arrays.stream(CaseFold.fold(cell).split(";", -1))
                .map(text -> ofAlternative(text, namesHosts))
                .collect(Collectors.toSet());
    }

    private static Shape ofAlternative(String text, boolean namesHosts) {
        if (text.startsWith("[")) {
            return Detectors.find(text.substring(1, text.length() - 1))
                    .<Shape>map(Seen::new)
                    .orElseThrow(() -> new IllegalArgumentException("no detector is named " + text));
        }
        if (text.equals("*")) {
            return new Any();
        }
        boolean open = text.startsWith("*");
        if (text.endsWith("*")) {
            String inner = text.substring(open ? 1 : 0, text.length() - 1);
            return open ? new Part(inner) : new Start(inner);
        }
        if (open) {
            return new End(text.substring(1));
        }
        return namesHosts ? ofHost(text) : new Whole(text);
    }

    private static Shape ofHost(String text) {
        String host = text.split("[/:]", 2)[0];
        String name =
                host.startsWith("www.") && host.length() > "www.".length() ? host.substring("www.".length()) : host;
        return name.indexOf('.') < 0 ? new Label(name) : new Domain(name);
    }
}
