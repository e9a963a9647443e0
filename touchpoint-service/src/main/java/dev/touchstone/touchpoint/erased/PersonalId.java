package dev.touchstone.touchpoint.erased;

/**
 * An id that leads to a person.
 *
 * @param kind what it is
 * @param value the id; an address in lower case, a Salesforce id in its 18-character form
 */
public record PersonalId(Kind kind, String value) {
    /** What an id is. */
    public enum Kind {
        /** An e-mail address. */
        EMAIL,
        /** A visitor. */
        VISITOR,
        /** A lead, a contact or a person of Marketo. */
        CRM_PERSON
    }

    /** An e-mail address, lower case. */
    public static PersonalId ofEmail(String email) {
        return new PersonalId(Kind.EMAIL, email);
    }

    /** A visitor. */
    public static PersonalId ofVisitor(String visitorId) {
        return new PersonalId(Kind.VISITOR, visitorId);
    }

    /** A lead, a contact or a person of Marketo. */
    public static PersonalId ofCrmPerson(String crmPersonId) {
        return new PersonalId(Kind.CRM_PERSON, crmPersonId);
    }
}
