package dev.touchstone.salessync.optout.crm;

/** What became of writing an opt-out to one record. Pure. */
sealed interface PushOutcome {
    /** Salesforce has it. */
    record Written() implements PushOutcome {}

    /** To be written again; it is never given up for that. */
    record Again(String code) implements PushOutcome {}

    /**
     * Repeating does not help: somebody has to look. The nightly run tries it again.
     *
     * @param code of Salesforce
     * @param words for an operator, without personal data
     */
    record Failed(String code, String words) implements PushOutcome {}
}
