package dev.touchstone.salessync.marketo;

/**
 * What became of one row of a write, in the order of the rows.
 *
 * @param added true if it was executed
 * @param guid Marketo's identity of what was added; empty if it gave none or the row was skipped
 * @param code Marketo's code of the first error; empty if the row was added
 * @param verdict what to do about the code; meaningless for a row that was added
 */
public record RowResult(boolean added, String guid, String code, Verdict verdict) {
    static RowResult added(String guid) {
        return new RowResult(true, guid, "", Verdict.NOTHING);
    }

    static RowResult skipped(String code, Verdict verdict) {
        return new RowResult(false, "", code, verdict);
    }
}
