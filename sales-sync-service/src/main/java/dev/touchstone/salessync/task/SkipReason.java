package dev.touchstone.salessync.task;

/** Why an activity is no task. Visible, and no error. Pure. */
public enum SkipReason {
    /** An administrator does not want its kind logged. */
    NOT_CONFIGURED,
    /** The person who was called is not in Salesforce. */
    NO_CRM_ID,
    /** The person is not in Salesforce, and no record there has the address. Looked at once more if the person gets a record within 30 days. */
    NO_MATCH
}
