package dev.touchstone.salessync.marketo;

import com.fasterxml.jackson.databind.JsonNode;

/** Texts in Marketo's answers. Pure. */
final class JsonText {
    private JsonText() {}

    /** A member's text; empty without one, and for a null, which {@code asText} would take for the word. */
    static String of(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNull() ? "" : value.asText();
    }
}
