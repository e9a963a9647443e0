package dev.touchstone.touchpoint.fieldbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.touchpoint.rule.FieldName;
import dev.touchstone.touchpoint.rule.RecordObject;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Concatenation;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Definition;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Extraction;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.Part;
import dev.touchstone.touchpoint.touchpointfield.TouchpointField.ValueMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Calculated fields as they are stored: a JSON array whose shape the column's comment tells. */
final class StoredTouchpointFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredTouchpointFields() {}

    static String write(List<TouchpointField> fields) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        fields.forEach(field -> add(array.addObject().put("name", field.name()), field.definition()));
        return array.toString();
    }

    private static void add(ObjectNode node, Definition definition) {
        switch (definition) {
            case Extraction(FieldName field, String pattern) ->
                node.putObject("extracts").put("field", field.text()).put("pattern", pattern);
            case ValueMap(FieldName field, List<ValueMap.Entry> entries, String otherResult) -> {
                ObjectNode map = node.putObject("maps_to").put("field", field.text());
                ArrayNode table = map.putArray("entries");
                entries.forEach(entry -> table.addArray().add(entry.value()).add(entry.result()));
                if (!otherResult.isEmpty()) {
                    map.put("other", otherResult);
                }
            }
            case Concatenation(List<Part> parts) -> {
                ArrayNode array = node.putArray("concatenates");
                parts.forEach(part -> add(array, part));
            }
        }
    }

    private static void add(ArrayNode parts, Part part) {
        switch (part) {
            case Part.Fixed(String text) -> parts.add(text);
            case Part.Input(FieldName field) -> parts.addObject().put("field", field.text());
        }
    }

    static List<TouchpointField> read(String stored) {
        try {
            return each(JSON.readTree(stored), node -> new TouchpointField(text(node.path("name")), definition(node)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are JSON, because they were written as such", e);
        }
    }

    private static Definition definition(JsonNode node) {
        if (node.has("extracts")) {
            JsonNode extraction = node.path("extracts");
            return new Extraction(field(extraction), text(extraction.path("pattern")));
        }
        if (node.has("maps_to")) {
            JsonNode map = node.path("maps_to");
            return new ValueMap(
                    field(map),
                    each(map.path("entries"), entry -> new ValueMap.Entry(text(entry.path(0)), text(entry.path(1)))),
                    map.path("other").asText(""));
        }
        return new Concatenation(each(node.path("concatenates"), StoredTouchpointFields::part));
    }

    private static Part part(JsonNode node) {
        return node.isTextual() ? new Part.Fixed(text(node)) : new Part.Input(field(node));
    }

    private static FieldName field(JsonNode node) {
        String text = text(node.path("field"));
        int dot = text.indexOf('.');
        RecordObject object = RecordObject.of(text.substring(0, dot))
                .orElseThrow(() -> new IllegalStateException("no stored field is of another object: " + text));
        return new FieldName(object, text.substring(dot + 1));
    }

    private static String text(JsonNode node) {
        String text = node.textValue();
        if (text == null) {
            throw new IllegalStateException("a stored field has a text here, but there is " + node.getNodeType());
        }
        return text;
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>(array.size());
        array.forEach(node -> all.add(reader.apply(node)));
        return all;
    }
}
