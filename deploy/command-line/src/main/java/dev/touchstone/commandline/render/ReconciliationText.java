package dev.touchstone.commandline.render;

import dev.touchstone.commandline.text.Words;
import dev.touchstone.salessync.v1.ReconciliationReport;

/** What a reconciliation found, as text. */
public final class ReconciliationText {
    private ReconciliationText() {}

    /** The report. */
    public static String report(ReconciliationReport report) {
        StringBuilder text = new StringBuilder();
        text.append("Reconciliation of ")
                .append(Stamps.time(report.getStartTime()))
                .append(" UTC");
        text.append(report.hasEndTime() ? ", ended " + Stamps.time(report.getEndTime()) + " UTC.\n" : ", running.\n");
        text.append(Words.count(report.getComparedCount(), "person was", "people were"))
                .append(" compared. Repaired: ")
                .append(Words.count(report.getMissedChangeCount(), "change"))
                .append(", ")
                .append(Words.count(report.getMissedMergeCount(), "merge"))
                .append(", ")
                .append(Words.count(report.getMissedDeleteCount(), "deletion"))
                .append(", ")
                .append(Words.count(report.getUnknownCount(), "other difference"))
                .append(".\n");
        if (report.getUnreadWindowsCount() > 0) {
            text.append(Words.count(report.getUnreadWindowsCount(), "range")).append(" of people could not be read.\n");
        }
        return report.getDigest().isEmpty()
                ? text.toString()
                : text.append("Digest: ")
                        .append(report.getDigest())
                        .append('\n')
                        .toString();
    }
}
