package dev.touchstone.touchpoint.privacy;

import java.util.List;

/**
 * A table with rows about people, and how those of one person are found in it.
 *
 * @param name the table
 * @param condition true for the person's rows of the table {@code t}; takes what {@code key} binds
 * @param key what the condition compares with
 * @param erasure what becomes of the rows
 */
record PersonalTable(String name, String condition, Key key, Erasure erasure) {
    /** What a condition takes. */
    enum Key {
        /** The address. */
        EMAIL,
        /** The id of the person. */
        PERSON,
        /** The records of the CRM and of Marketo. */
        CRM_PEOPLE,
        /** The events of shared visitors: visitors, times and ids. */
        SHARED_EVENTS,
        /** The visitors that are the person's alone. */
        VISITORS,
        /** The address, then the visitors that are the person's alone. */
        EMAIL_AND_VISITORS,
        /** The id of the person, then the visitors that are the person's alone. */
        PERSON_AND_VISITORS
    }

    /** What becomes of the rows when the person is erased. */
    enum Erasure {
        /** They are deleted. */
        DELETED,
        /** They go when what they are derived from is derived anew. */
        DERIVED,
        /** They tell of changes by ids that lead nowhere, and go when the feed's time is over. */
        EXPIRES
    }

    private static final String OF_RECORDS = "t.crm_person_id = ANY (?)";
    private static final String OF_MEMBERS = """
            t.campaign_member_id IN (SELECT m.campaign_member_id FROM campaign_member m WHERE m.crm_person_id = ANY (?))""";

    /** All tables, in the order in which rows are removed: what is found by other rows before these. */
    static final List<PersonalTable> ALL = List.of(
            deleted("web_event", "t.visitor_id = ANY (?)", Key.VISITORS),
            deleted(
                    "web_event",
                    "(t.visitor_id, t.occurred_at, t.event_id) IN"
                            + " (SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[]))",
                    Key.SHARED_EVENTS),
            deleted("alias_identity", "t.email = ?", Key.EMAIL),
            deleted("ignored_identity", "t.email = ? OR t.visitor_id = ANY (?)", Key.EMAIL_AND_VISITORS),
            deleted("touchpoint_date_update_member", OF_MEMBERS, Key.CRM_PEOPLE),
            deleted("touchpoint_date_update_example", OF_MEMBERS, Key.CRM_PEOPLE),
            deleted("effective_touchpoint_date", OF_MEMBERS, Key.CRM_PEOPLE),
            deleted("campaign_member", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("activity", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("program_member", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("marketing_activity", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("contact_role", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("crm_person", OF_RECORDS, Key.CRM_PEOPLE),
            deleted("person", "t.person_id = ?", Key.PERSON),
            new PersonalTable("crm_person_identity", OF_RECORDS, Key.CRM_PEOPLE, Erasure.DERIVED),
            new PersonalTable(
                    "session", "t.person_id = ? OR t.visitor_id = ANY (?)", Key.PERSON_AND_VISITORS, Erasure.DERIVED),
            new PersonalTable("touchpoint", "t.person_id = ?", Key.PERSON, Erasure.DERIVED),
            new PersonalTable("touchpoint_change", "t.person_id = ?", Key.PERSON, Erasure.EXPIRES));

    private static PersonalTable deleted(String name, String condition, Key key) {
        return new PersonalTable(name, condition, key, Erasure.DELETED);
    }
}
