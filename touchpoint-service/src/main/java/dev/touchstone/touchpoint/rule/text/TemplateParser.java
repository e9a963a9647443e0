package dev.touchstone.touchpoint.rule.text;

import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.NameTemplate;
import dev.touchstone.touchpoint.rule.RecordObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads names with tokens: {@code Outbound Sales - {Task.AssignedTo}}. The object may be left out where there is one only. A brace
 * that is meant as such is doubled.
 */
public final class TemplateParser {
    private static final Pattern FIELD = Pattern.compile("(?:(\\p{L}+)\\.)?(\\p{L}[\\p{L}\\p{Nd}_.]*)");

    private final String text;
    private final Set<RecordObject> objects;
    private final List<NameTemplate.Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private TemplateParser(String text, Set<RecordObject> objects) {
        this.text = text;
        this.objects = objects;
    }

    /**
     * Reads a name. Whether there are such fields is not checked.
     *
     * @param text the name
     * @param objects whose fields tokens may show
     */
    public static Parsed<NameTemplate> parse(String text, Set<RecordObject> objects) {
        try {
            return new Parsed.Done<>(new TemplateParser(text, objects).template());
        } catch (SyntaxError e) {
            return e.in(text);
        }
    }

    /** Reads a single token, such as that of a touchpoint's date; it may also stand without braces. */
    public static Parsed<FieldName> parseToken(String text, Set<RecordObject> objects) {
        try {
            String stripped = text.strip();
            boolean inBraces = stripped.startsWith("{") && stripped.endsWith("}");
            int start = text.indexOf(stripped) + (inBraces ? 1 : 0);
            String field = inBraces ? stripped.substring(1, stripped.length() - 1) : stripped;
            return new Parsed.Done<>(new TemplateParser(text, objects).field(field, start));
        } catch (SyntaxError e) {
            return e.in(text);
        }
    }

    private NameTemplate template() {
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            boolean doubled = brace && at + 1 < text.length() && text.charAt(at + 1) == c;
            if (!brace || doubled) {
                literal.append(c);
                at += doubled ? 2 : 1;
            } else if (c == '{') {
                token();
            } else {
                throw new SyntaxError(at, "`}` closes nothing; a brace that is meant as such is doubled: `}}`");
            }
        }
        endLiteral();
        return new NameTemplate(parts);
    }

    private void token() {
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw new SyntaxError(
                    at, "`{` begins a token, but no `}` ends it; a brace that is meant as such is doubled: `{{`");
        }
        endLiteral();
        parts.add(new NameTemplate.Part.Token(field(text.substring(at + 1, end), at + 1)));
        at = end + 1;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new NameTemplate.Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private FieldName field(String written, int start) {
        String field = written.strip();
        Matcher matcher = FIELD.matcher(field);
        if (!matcher.matches()) {
            throw noField(field, start);
        }
        String object = matcher.group(1);
        if (object != null && RecordObject.of(object).isPresent()) {
            return new FieldName(RecordObject.of(object).orElseThrow(), matcher.group(2));
        }
        if (objects.size() != 1) {
            throw noField(field, start);
        }
        // Names of fields may have dots themselves.
        return new FieldName(objects.iterator().next(), field);
    }

    private SyntaxError noField(String field, int start) {
        String objectsOfList = objects.stream()
                .map(RecordObject::text)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return new SyntaxError(
                start, "a field of " + objectsOfList + " as Object.Field was expected, but `" + field + "` came");
    }
}
