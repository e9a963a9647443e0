package dev.touchstone.touchpoint.session;

/**
 * An id that another system knows a visitor by.
 *
 * @param type which system's
 * @param value the id there
 */
public record VisitorAlias(Type type, String value) {
    /** Which system knows a visitor by an alias. */
    public enum Type {
        /** Marketo's cookie. */
        MARKETO_MUNCHKIN,
        /** The CRM's id of a lead or contact, a Salesforce id in its 18-character form. */
        CRM_PERSON
    }

    /** The alias as one text, as stores keep it: {@code MARKETO_MUNCHKIN:id:...}. */
    public String text() {
        return type + ":" + value;
    }

    /** Reads what {@link #text()} gave. */
    public static VisitorAlias of(String text) {
        int colon = text.indexOf(':');
        return new VisitorAlias(Type.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }
}
