package dev.touchstone.salessync.person;

/** Why a person of Marketo does not qualify; the first that applies, in this order. */
public enum UnqualifiedReason {
    /** Neither a Salesforce lead id nor a contact id. */
    NOT_IN_CRM,
    /** The Salesforce record is deleted. */
    CRM_DELETED,
    /** The owner is a queue, not a user. */
    OWNER_IS_QUEUE,
    /** No user is listed as owner. */
    NO_OWNER
}
