package dev.touchstone.salessync.connection.salesforce;

/**
 * Something that is missing in the organisation. Pure.
 *
 * @param object API name of the object
 * @param field API name of the field; empty if it is about the object
 */
public record SalesforceFinding(Kind kind, String object, String field) {
    /** What is missing. */
    public enum Kind {
        /** The user may not see the object. */
        OBJECT_HIDDEN,
        /** The user may not create or change its records. */
        OBJECT_READ_ONLY,
        /** The field is hidden, or not there. */
        FIELD_HIDDEN,
        /** The user may not write the field. */
        FIELD_READ_ONLY,
        /** The key field of tasks is hidden, or not there. */
        KEY_FIELD_MISSING,
        /** It cannot be the key. */
        KEY_FIELD_NOT_UNIQUE
    }

    /** What it is about: {@code Lead} or {@code Lead.HasOptedOutOfEmail}. */
    public String subject() {
        return field.isEmpty() ? object : object + "." + field;
    }

    /** What is missing, what that costs, and what to do. */
    public String sentence() {
        return switch (kind) {
            case OBJECT_HIDDEN ->
                "the integration user may not see " + object
                        + ", so nothing of it is synchronised: give it the permission to read it";
            case OBJECT_READ_ONLY ->
                "the integration user may not create or change " + object
                        + ", so nothing is written to it: give it the permissions to create and edit it";
            case FIELD_HIDDEN ->
                "the integration user does not see " + subject()
                        + ", so it is left out: show it by field-level security";
            case FIELD_READ_ONLY ->
                "the integration user may not write " + subject()
                        + ", so it is not written: let it be edited by field-level security";
            case KEY_FIELD_MISSING ->
                subject() + " is missing or hidden, so a task is looked for before it is sent again:"
                        + " add it as Text(64), external id, unique";
            case KEY_FIELD_NOT_UNIQUE ->
                subject() + " is no unique external id, so it is not used: make it Text(64), external id, unique";
        };
    }
}
