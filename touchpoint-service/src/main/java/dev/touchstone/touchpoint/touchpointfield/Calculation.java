package dev.touchstone.touchpoint.touchpointfield;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.FieldSource;
import dev.touchstone.touchpoint.rule.FieldValue;
import dev.touchstone.touchpoint.rule.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes one field from others. */
interface Calculation {
    /**
     * Longest value. Fields that join fields that join fields would grow without measure, and nobody tests or shows more than
     * this.
     */
    int MAX_VALUE = 1_000;

    /** The text; null or empty for no value. */
    @Nullable
    String text(FieldSource fields);

    /** How a field is computed. */
    static Calculation of(TouchpointField.Definition definition) {
        return switch (definition) {
            case TouchpointField.Extraction(FieldName field, String pattern) ->
                extraction(field, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
            case TouchpointField.ValueMap map -> valueMap(map);
            case TouchpointField.Concatenation(List<TouchpointField.Part> parts) -> concatenation(parts);
        };
    }

    private static Calculation extraction(FieldName field, Pattern pattern) {
        return fields -> {
            FieldValue value = fields.value(field);
            if (value == null) {
                return null;
            }
            Matcher matcher = pattern.matcher(value.text());
            String taken = matcher.find() ? matcher.group(1) : null;
            return taken == null ? null : cut(taken);
        };
    }

    private static Calculation valueMap(TouchpointField.ValueMap map) {
        Map<String, String> results = new HashMap<>();
        map.entries().forEach(entry -> results.put(Fold.of(entry.value()), entry.result()));
        return fields -> {
            FieldValue value = fields.value(map.field());
            return value == null ? null : results.getOrDefault(Fold.of(value.text()), map.otherResult());
        };
    }

    private static Calculation concatenation(List<TouchpointField.Part> parts) {
        return fields -> {
            StringBuilder joined = new StringBuilder();
            for (TouchpointField.Part part : parts) {
                switch (part) {
                    case TouchpointField.Part.Fixed(String text) -> joined.append(text);
                    case TouchpointField.Part.Input(FieldName field) -> {
                        FieldValue value = fields.value(field);
                        if (value == null) {
                            return null;
                        }
                        joined.append(value.text());
                    }
                }
            }
            return cut(joined.toString());
        };
    }

    /** At most so many characters, without half a one at the end. */
    private static String cut(String text) {
        if (text.length() <= MAX_VALUE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
        return text.substring(0, end);
    }
}
