package dev.touchstone.salessync.remote;

import com.fasterxml.jackson.databind.JsonNode;

/** Texts in answers that are JSON. */
public final class JsonText {
    private JsonText() {}

    /** A member's text; empty without one, and for a null, which {@code asText} would take for the word. */
    public static String of(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? "" : value.asText();
    }
}
