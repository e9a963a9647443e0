package dev.touchstone.touchpoint.collect.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.contract.FieldViolations;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object. A field that is missing or null was not sent; a field of another type is a violation.
 * Fields that nobody asks for are passed over.
 */
public final class JsonFields {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 512;
    private static final int MAX_NUMBER = 64;
    /** The largest time that a browser knows, in milliseconds (ECMA-262). */
    private static final double MAX_MILLIS = 8.64e15;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode node;
    private final String prefix;
    private final FieldViolations violations;

    private JsonFields(JsonNode node, String prefix, FieldViolations violations) {
        this.node = node;
        this.prefix = prefix;
        this.violations = violations;
    }

    /**
     * Reads a body.
     *
     * @throws HttpRefusal if it is no JSON object
     */
    public static JsonFields parse(HttpCall.Body body, FieldViolations violations) {
        try {
            JsonNode node = MAPPER.readTree(body.bytes());
            if (node == null || !node.isObject()) {
                throw HttpRefusal.forEver(400, "MALFORMED_JSON", "the body must be a JSON object");
            }
            return new JsonFields(node, "", violations);
        } catch (JsonProcessingException e) {
            // What the parser says has pieces of the body in it.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw HttpRefusal.forEver(
                    400,
                    "MALFORMED_JSON",
                    "the body must be one JSON object in UTF-8, at most " + MAX_DEPTH + " deep, each name once"
                            + where);
        } catch (IOException e) {
            throw HttpRefusal.forEver(400, "MALFORMED_JSON", "the body must be one JSON object in UTF-8");
        }
    }

    /** A text; empty if it was not sent. */
    public String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            wrongType(name, "a text", value);
            return "";
        }
        if (hasLoneSurrogate(value.textValue())) {
            violations.add(prefix + name, "INVALID_TEXT", "must be valid Unicode");
            return "";
        }
        return value.textValue();
    }

    /** A time in milliseconds since 1970; null if it was not sent. */
    public @Nullable Instant millis(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || !(Math.abs(value.doubleValue()) <= MAX_MILLIS)) {
            wrongType(name, "milliseconds since 1970", value);
            return null;
        }
        return Instant.ofEpochMilli(value.longValue());
    }

    /** A whole number that is not negative; 0 if it was not sent. */
    public int count(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            wrongType(name, "a whole number from 0 to " + Integer.MAX_VALUE, value);
            return 0;
        }
        return value.intValue();
    }

    /** A truth value; false if it was not sent. */
    public boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            wrongType(name, "true or false", value);
        }
        return value != null && value.booleanValue();
    }

    /** An object; empty if it was not sent. */
    public Optional<JsonFields> object(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            wrongType(name, "an object", value);
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(found -> new JsonFields(found, prefix + name + ".", violations));
    }

    /** How many elements a list has; 0 if it was not sent or is no list. */
    public int size(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            wrongType(name, "a list", value);
            return 0;
        }
        return value == null ? 0 : value.size();
    }

    /**
     * An object of a list.
     *
     * @param own receives what is wrong with this object
     */
    public Optional<JsonFields> element(String name, int index, FieldViolations own) {
        JsonNode element = node.path(name).path(index);
        String path = prefix + name + "[" + index + "]";
        if (!element.isObject()) {
            own.add(path, "INVALID_TYPE", "must be an object but is " + type(element));
            return Optional.empty();
        }
        return Optional.of(new JsonFields(element, path + ".", own));
    }

    /** The same object, with violations kept apart. */
    public JsonFields with(FieldViolations own) {
        return new JsonFields(node, prefix, own);
    }

    /** Where this object is in the body: empty, or a path with a dot at its end. */
    public String prefix() {
        return prefix;
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private void wrongType(String name, String expected, JsonNode value) {
        violations.add(prefix + name, "INVALID_TYPE", "must be " + expected + " but is " + type(value));
    }

    private static String type(JsonNode value) {
        return "of type " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
