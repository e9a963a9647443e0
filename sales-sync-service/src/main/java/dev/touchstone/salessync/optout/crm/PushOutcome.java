package dev.touchstone.salessync.optout.crm;

/** What became of writing an opt-out to one record. Pure. */
sealed interface PushOutcome {
    /** Salesforce has it. */
    record Written() implements PushOutcome {}

    /** To be looked at and written again; it is never given up for that. */
    record Again(String code) implements PushOutcome {}

    /** The lead was converted: this contact is to say it. */
    record Moved(String contactId) implements PushOutcome {}

    /** There is no such record, or not for the integration user. The nightly run looks again. */
    record Gone() implements PushOutcome {}

    /**
     * Repeating does not help: somebody has to look. The nightly run tries it again.
     *
     * @param code of Salesforce
     * @param words for an operator, without personal data
     */
    record Failed(String code, String words) implements PushOutcome {}
}
