package dev.touchstone.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a YAML document, there or not.
 *
 * @param value what is at the place: a map, a list, a scalar, or null for nothing
 */
record Node(@Nullable Object value) {
    /** The place below this one by these keys. */
    Node at(String... keys) {
        @Nullable Object place = value;
        for (String key : keys) {
            place = place instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Node(place);
    }

    boolean exists() {
        return value != null;
    }

    /** The scalar as text; empty for nothing. */
    String text() {
        return value == null ? "" : value.toString();
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    boolean isFalse() {
        return Boolean.FALSE.equals(value);
    }

    /** The elements of the list; none for nothing. */
    List<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    /** The texts of the list's elements that are at the key. */
    List<String> texts(String key) {
        return items().stream().map(item -> item.at(key).text()).toList();
    }

    /** The map's scalars as text, in the order of the document; none for nothing. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, scalar) -> texts.put(key.toString(), String.valueOf(scalar)));
        }
        return texts;
    }

    /** The first element of the list whose {@code name} is this. */
    Node named(String name) {
        return items().stream()
                .filter(item -> item.at("name").text().equals(name))
                .findFirst()
                .orElse(new Node(null));
    }

    /** The map itself, to be changed; what is missing on the way is made. */
    @SuppressWarnings("unchecked")
    Map<String, Object> map(String... keys) {
        Map<String, Object> place = (Map<String, Object>) require(Map.class);
        for (String key : keys) {
            place = (Map<String, Object>) place.computeIfAbsent(key, missing -> new LinkedHashMap<String, Object>());
        }
        return place;
    }

    /** The list itself, to be changed. */
    @SuppressWarnings("unchecked")
    List<Object> list() {
        return (List<Object>) require(List.class);
    }

    private Object require(Class<?> type) {
        if (!type.isInstance(value)) {
            throw new IllegalStateException("expected a " + type.getSimpleName() + " but found " + value);
        }
        return value;
    }
}
