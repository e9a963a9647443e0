package dev.touchstone.salessync.task.rule;

import dev.touchstone.salessync.salesforce.catalogue.DescribedField;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * A value as a field takes it. The organisation's description decides, not our expectation, because organisations have made the same field
 * with different types. Pure.
 */
public sealed interface FieldValue {
    /**
     * It is written.
     *
     * @param value text, boolean or number
     */
    record Written(Object value) implements FieldValue {}

    /**
     * It is left out.
     *
     * @param why for a warning: what the field is and what was to be written
     */
    record LeftOut(String why) implements FieldValue {}

    /** What a write does. */
    enum Write {
        /** Makes a record. */
        CREATE,
        /** Changes one. */
        UPDATE
    }

    /** Types of fields that take a text. */
    Set<String> TEXTS = Set.of("string", "textarea", "url", "email", "phone", "encryptedstring", "combobox");

    /**
     * The value for a field.
     *
     * @param field as it is described; empty if it is absent, or hidden by field-level security
     * @param value a text or a boolean
     */
    static FieldValue of(String name, Optional<DescribedField> field, Object value, Write write) {
        if (field.isEmpty()) {
            return new LeftOut(name + " is absent, or hidden by field-level security");
        }
        DescribedField described = field.get();
        boolean allowed = switch (write) {
            case CREATE -> described.access().createable();
            case UPDATE -> described.access().updateable();
        };
        return allowed ? coerced(described, value) : new LeftOut(name + " is read-only");
    }

    private static FieldValue coerced(DescribedField field, Object value) {
        String type = field.type();
        if (type.equals("boolean")) {
            return value instanceof Boolean ? new Written(value) : mismatch(field, "a text");
        }
        String text = value.toString();
        if (TEXTS.contains(type)) {
            // A described length of 0 says nothing.
            return new Written(field.length() > 0 ? TextCut.to(text, field.length()) : text);
        }
        return switch (type) {
            case "picklist" -> picked(field, text);
            case "double", "int", "currency", "percent" -> number(field, text);
            default -> mismatch(field, value instanceof Boolean ? "a yes or no" : "a text");
        };
    }

    /** An unknown value of a restricted picklist would be refused together with the whole task. */
    private static FieldValue picked(DescribedField field, String text) {
        boolean known = field.picklist().stream()
                .anyMatch(each -> each.active() && each.value().equals(text));
        return known
                ? new Written(text)
                : new LeftOut(field.name() + " is a picklist without the active value that was to be written");
    }

    private static FieldValue number(DescribedField field, String text) {
        try {
            return new Written(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return mismatch(field, "a text");
        }
    }

    private static FieldValue mismatch(DescribedField field, String what) {
        return new LeftOut("%s is of the type %s but %s was to be written".formatted(field.name(), field.type(), what));
    }
}
