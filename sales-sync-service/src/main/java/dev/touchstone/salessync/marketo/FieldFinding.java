package dev.touchstone.salessync.marketo;

/**
 * A field that the instance does not have as the sync expects it. Pure.
 *
 * @param kind what is wrong
 * @param field usual REST name
 * @param dataType the type that Marketo tells; empty if the field is missing
 */
public record FieldFinding(Kind kind, String field, String dataType) {
    /** What is wrong with a field. */
    public enum Kind {
        /** The instance lacks it; it stays empty. */
        FIELD_MISSING,
        /** It has another type than usual; its values are taken as text all the same. */
        FIELD_TYPE_CHANGED
    }

    /** One sentence without a full stop. */
    public String sentence() {
        return switch (kind) {
            case FIELD_MISSING -> "Marketo has no field of this name; it stays empty";
            case FIELD_TYPE_CHANGED -> "Marketo has the field as " + dataType + "; its values are taken as they come";
        };
    }
}
