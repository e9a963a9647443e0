package dev.touchstone.salessync.task.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the subject of a task is made: text with tokens in double braces. Pure.
 *
 * <p><b>Rendering:</b> a token without a value becomes nothing and leaves what is around it; a value that looks like a token stays as it
 * is; line breaks go, tabs become spaces, and the result is cut after {@value #MAX_SUBJECT} UTF-16 code units without splitting a pair.
 *
 * @param text as the administrator wrote it
 * @param parts what it consists of
 */
public record SubjectTemplate(String text, List<Part> parts) {
    /** Longest subject that a task takes, in UTF-16 code units. */
    public static final int MAX_SUBJECT = 255;
    /** Longest template, in UTF-16 code units. */
    public static final int MAX_TEMPLATE = 1_000;
    /** What is logged while no administrator said otherwise. */
    public static final SubjectTemplate DEFAULT = parse("{{activity_type}}: {{activity_subject}}");

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    public SubjectTemplate {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {
        /** Text that stays. */
        record Literal(String text) implements Part {}

        /** A token that is replaced. */
        record Value(SubjectToken token) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is too long, opens a token without closing it, or names one that there is not; the message says
     *     which and what there is
     */
    public static SubjectTemplate parse(String text) {
        require(
                text.length() <= MAX_TEMPLATE,
                "has at most %d characters but %d".formatted(MAX_TEMPLATE, text.length()));
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                parts.add(new Part.Literal(text.substring(at)));
                break;
            }
            if (open > at) {
                parts.add(new Part.Literal(text.substring(at, open)));
            }
            int close = text.indexOf(CLOSE, open);
            require(close >= 0, "opens {{ at character %d but never closes it with }}".formatted(open + 1));
            parts.add(new Part.Value(token(text.substring(open + OPEN.length(), close))));
            at = close + CLOSE.length();
        }
        return new SubjectTemplate(text, parts);
    }

    private static SubjectToken token(String name) {
        return SubjectToken.find(name)
                .orElseThrow(() -> new IllegalArgumentException("names the token {{" + TextCut.to(name, 60)
                        + "}} but there are only "
                        + Arrays.stream(SubjectToken.values())
                                .map(token -> OPEN + token.token() + CLOSE)
                                .collect(Collectors.joining(", "))));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The subject; a token that is not among the values becomes nothing. */
    public String render(Map<SubjectToken, String> values) {
        StringBuilder subject = new StringBuilder();
        for (Part part : parts) {
            subject.append(
                    switch (part) {
                        case Part.Literal literal -> literal.text();
                        case Part.Value value -> values.getOrDefault(value.token(), "");
                    });
        }
        return oneLine(subject.toString());
    }

    /** A text as a subject: without line breaks, with spaces for tabs, and cut. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n', '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> {}
                case '\t' -> line.append(' ');
                default -> line.append(c);
            }
        }
        return TextCut.to(line.toString(), MAX_SUBJECT);
    }
}
