package dev.touchstone.testing.emulator.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON objects whose members are written in the order they were named, so that an answer is the same text in every process.
 * {@link Map#of} would not do: its order changes from one start of Java to the next.
 */
public final class Json {
    private Json() {}

    /**
     * An object of as many members as there are pairs.
     *
     * @param namesAndValues a name, its value, the next name, and so on
     * @throws IllegalArgumentException if a name has no value, is no text or comes twice
     */
    public static Map<String, Object> object(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("the last name has no value: " + namesAndValues.length);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name) || members.put(name, namesAndValues[i + 1]) != null) {
                throw new IllegalArgumentException("not a name of its own: " + namesAndValues[i]);
            }
        }
        return Collections.unmodifiableMap(members);
    }
}
