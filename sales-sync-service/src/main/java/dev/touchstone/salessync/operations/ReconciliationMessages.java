package dev.touchstone.salessync.operations;

import com.google.protobuf.ByteString;
import dev.touchstone.salessync.person.reconcile.ReconcileCause;
import dev.touchstone.salessync.person.reconcile.ReconcileReason;
import dev.touchstone.salessync.person.reconcile.Reconciliation;
import dev.touchstone.salessync.person.reconcile.Repair;
import dev.touchstone.salessync.v1.ReconciliationCause;
import dev.touchstone.salessync.v1.ReconciliationReason;
import dev.touchstone.salessync.v1.ReconciliationRepair;
import dev.touchstone.salessync.v1.ReconciliationReport;
import dev.touchstone.salessync.v1.UnreadWindow;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes reports and repairs as messages. */
final class ReconciliationMessages {
    private ReconciliationMessages() {}

    static ReconciliationReport message(Reconciliation report) {
        Reconciliation.Counts counts = report.counts();
        ReconciliationReport.Builder message = ReconciliationReport.newBuilder()
                .setReconciliationId(report.id().toString())
                .setReason(reason(report.reason()))
                .setStartTime(StatusMessages.timestamp(report.times().startedAt()))
                .setComparedCount(counts.compared())
                .setMissedChangeCount(counts.changes())
                .setMissedMergeCount(counts.merges())
                .setMissedDeleteCount(counts.deletes())
                .setUnknownCount(counts.unknown())
                .addAllUnreadWindows(windows(report.unreadWindows()))
                .setDetail(detail(report));
        Optional.ofNullable(report.times().endedAt())
                .ifPresent(time -> message.setEndTime(StatusMessages.timestamp(time)));
        Optional.ofNullable(report.digest()).ifPresent(message::setDigest);
        return message.build();
    }

    static ReconciliationRepair message(Repair repair) {
        return ReconciliationRepair.newBuilder()
                .setMarketoId(repair.marketoId())
                .setCause(cause(repair.cause()))
                .setContentBefore(bytes(repair.before()))
                .setContentAfter(bytes(repair.after()))
                .setRepairTime(StatusMessages.timestamp(repair.repairedAt()))
                .build();
    }

    static ReconciliationReason reason(ReconcileReason reason) {
        return switch (reason) {
            case WEEKLY -> ReconciliationReason.RECONCILIATION_REASON_WEEKLY;
            case REQUESTED -> ReconciliationReason.RECONCILIATION_REASON_REQUESTED;
            case GAP_TOO_LONG -> ReconciliationReason.RECONCILIATION_REASON_GAP_TOO_LONG;
            case TOKEN_REFUSED -> ReconciliationReason.RECONCILIATION_REASON_TOKEN_REFUSED;
            case UNSUBSCRIBES_MISSED -> ReconciliationReason.RECONCILIATION_REASON_UNSUBSCRIBES_MISSED;
        };
    }

    private static ReconciliationCause cause(ReconcileCause cause) {
        return switch (cause) {
            case MISSED_CHANGE -> ReconciliationCause.RECONCILIATION_CAUSE_MISSED_CHANGE;
            case MISSED_MERGE -> ReconciliationCause.RECONCILIATION_CAUSE_MISSED_MERGE;
            case MISSED_DELETE -> ReconciliationCause.RECONCILIATION_CAUSE_MISSED_DELETE;
            case UNKNOWN -> ReconciliationCause.RECONCILIATION_CAUSE_UNKNOWN;
        };
    }

    private static String detail(Reconciliation report) {
        if (report.times().endedAt() != null) {
            String unread = report.unreadWindows().isEmpty() ? "" : " Not everybody could be read.";
            return "%d people were compared and %d repaired.%s"
                    .formatted(report.counts().compared(), report.counts().repairs(), unread);
        }
        return report.isRead()
                ? "Everybody was compared; the feeds get ten minutes to tell of what differs before it is repaired."
                : "Everybody is being compared.";
    }

    /** As the store keeps them: from, slash, until, one a line. */
    private static List<UnreadWindow> windows(String text) {
        return text.lines()
                .map(line -> line.split("/", 2))
                .map(window -> UnreadWindow.newBuilder()
                        .setFromTime(StatusMessages.timestamp(Instant.parse(window[0])))
                        .setUntilTime(StatusMessages.timestamp(Instant.parse(window[1])))
                        .build())
                .toList();
    }

    private static ByteString bytes(@Nullable String hex) {
        return hex == null
                ? ByteString.EMPTY
                : ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
