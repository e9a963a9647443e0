package dev.touchstone.touchpoint.generate;

/** Why a fact made no touchpoint: a closed list. */
public enum NoTouchpointReason {
    /** Nobody is known by an e-mail address. */
    NO_EMAIL,
    /** The campaign has not been received. */
    CAMPAIGN_UNKNOWN,
    /** The campaign's sync type excludes all. */
    EXCLUDED_BY_SYNC_TYPE,
    /** The campaign has no sync type. */
    NO_SYNC_TYPE,
    /** The campaign takes members who responded, and this one did not. */
    NOT_RESPONDED,
    /** No rule of the list matched. */
    NO_RULE_MATCHED,
    /** The member was added before the campaign's touchpoint start date. */
    BEFORE_START_DATE,
    /** The member was added after the campaign's touchpoint end date. */
    AFTER_END_DATE,
    /** The field that the rule takes the touchpoint's time from is empty, or no time or day that can be stored. */
    NO_TOUCHPOINT_DATE,
    /** An earlier membership of the person in the same campaign or program has the touchpoint. */
    SECOND_MEMBERSHIP,
    /** The program has not been received. */
    PROGRAM_UNKNOWN,
    /** Activities of the type belong to a program, and this one has none. */
    PROGRAM_REQUIRED,
    /** The campaign name that the rule makes is empty. */
    NO_CAMPAIGN_NAME,
    /** The task is the call of a session, which has the touchpoint. */
    CALL_OF_SESSION
}
