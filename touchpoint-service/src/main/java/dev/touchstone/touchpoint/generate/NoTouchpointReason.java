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
    /** No activity rule matched. */
    NO_RULE_MATCHED,
    /** An earlier membership of the person in the same campaign has the touchpoint. */
    SECOND_MEMBERSHIP
}
