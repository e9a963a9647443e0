package dev.touchstone.salessync.warning;

/**
 * Something that somebody should look at although the sync goes on. Pure.
 *
 * @param kind what it is
 * @param subject what it is about; empty if it is about no single thing
 * @param sentence for an operator, without personal data
 */
public record SyncWarning(Kind kind, String subject, String sentence) {
    /** What is to be looked at. */
    public enum Kind {
        /** Marketo lacks a field. */
        FIELD_MISSING,
        /** Marketo has a field as another type than usual. */
        FIELD_TYPE_CHANGED,
        /** There are 90 % of the people that may be. */
        CAPACITY_WARNING,
        /** There are as many people as may be. */
        CAPACITY_REACHED,
        /** Something is missing in the Salesforce organisation. */
        CRM_FINDING,
        /** The connection to Salesforce for background work cannot be used. */
        CRM_CONNECTION_BROKEN,
        /** A seller's connection to Salesforce cannot be used. */
        SELLER_CONNECTION_BROKEN,
        /** Tasks in Salesforce are made without a field. */
        TASK_FIELD,
        /** An object of Salesforce is not read, or its changes are read late. */
        CRM_READING
    }
}
