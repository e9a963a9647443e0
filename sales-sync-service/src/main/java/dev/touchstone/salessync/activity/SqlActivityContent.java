package dev.touchstone.salessync.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.Map;

/** Writes the texts of an activity as the JSON of its column, and reads them. */
final class SqlActivityContent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<ActivityAttribute, String>> TEXTS = new TypeReference<>() {};

    private SqlActivityContent() {}

    static String write(ActivityContent content) {
        try {
            return JSON.writeValueAsString(copy(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts by name can always be written", e);
        }
    }

    static Map<ActivityAttribute, String> read(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }

    /** An EnumMap cannot be made from an empty map of another kind. */
    private static EnumMap<ActivityAttribute, String> copy(ActivityContent content) {
        EnumMap<ActivityAttribute, String> texts = new EnumMap<>(ActivityAttribute.class);
        texts.putAll(content.texts());
        return texts;
    }
}
