package dev.touchstone.touchpoint.generate;

/** A milestone in a person's journey (requirement, section 1.4). */
public enum TouchpointPosition {
    /** First touch: the earliest touchpoint. */
    FT,
    /**
     * Lead creation: the earliest form, chat, campaign or activity; without any, the web visit at the time the CRM created the
     * person.
     */
    LC,
    /** A form, chat, campaign or activity after lead creation. */
    POST_LC
}
