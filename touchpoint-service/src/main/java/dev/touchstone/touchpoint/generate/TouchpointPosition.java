package dev.touchstone.touchpoint.generate;

/** A milestone in a person's journey (requirement, section 1.4). */
public enum TouchpointPosition {
    /** First touch: the earliest touchpoint. */
    FT,
    /** Lead creation: the earliest form, campaign or activity. */
    LC,
    /** A form, campaign or activity after lead creation. */
    POST_LC
}
