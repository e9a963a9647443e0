package dev.touchstone.salessync.salesforce.bulk;

/**
 * A query as a job. Pure.
 *
 * @param id Salesforce's
 * @param object API name of what is queried
 * @param state how far it is
 * @param records that its result has; 0 until it is complete
 */
public record BulkQueryJob(String id, String object, State state, long records) {
    /** How far a job is. */
    public enum State {
        UPLOAD_COMPLETE,
        IN_PROGRESS,
        JOB_COMPLETE,
        FAILED,
        ABORTED;

        /** True if it stays so. */
        public boolean isOver() {
            return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
        }
    }
}
