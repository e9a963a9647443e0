package dev.touchstone.touchpoint.rule;

import java.util.Locale;
import java.util.Objects;

/**
 * Names a field of a record: {@code Campaign.Type}. Names that differ in case only are equal. A class and not a record because
 * the key is asked for with every record that is tested, and is therefore kept.
 */
public final class FieldName {
    private final RecordObject object;
    private final String name;
    private final String key;
    private final int hash;

    /**
     * @param object which object, as {@link RecordObject} spells it
     * @param name the source's name of the field
     */
    public FieldName(RecordObject object, String name) {
        this.object = Objects.requireNonNull(object);
        this.name = Objects.requireNonNull(name);
        this.key = keyOf(name);
        this.hash = 31 * object.hashCode() + key.hashCode();
    }

    /** Which object. */
    public RecordObject object() {
        return object;
    }

    /** The source's name of the field. */
    public String name() {
        return name;
    }

    /** The name as maps of fields have it: lower case. */
    public String key() {
        return key;
    }

    /** The key of a field by its name in any case. */
    public static String keyOf(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Object and name, as rules write it. */
    public String text() {
        return object.text() + "." + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldName that && object == that.object && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
