package dev.touchstone.salessync.operations;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.snapshot.SnapshotWay;
import dev.touchstone.salessync.person.sync.RunProgress;
import dev.touchstone.salessync.person.sync.SyncReport;
import dev.touchstone.salessync.v1.PersonSyncLag;
import dev.touchstone.salessync.v1.PersonSyncProgress;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.PersonSyncWay;
import dev.touchstone.salessync.v1.PersonSyncWayLeft;
import dev.touchstone.salessync.v1.SyncWarningKind;
import dev.touchstone.salessync.v1.UnqualifiedCount;
import dev.touchstone.salessync.v1.UnreadWindow;
import dev.touchstone.salessync.warning.SyncWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the status as a message. */
final class StatusMessages {
    private StatusMessages() {}

    static PersonSyncStatus message(SyncReport report, List<SyncWarning> warnings) {
        PersonSyncStatus.Builder status = PersonSyncStatus.newBuilder()
                .setState(state(report.state()))
                .setDetail(report.detail())
                .setActivePersonCount(report.people().active())
                .setHiddenPersonCount(report.people().hidden())
                .setLag(lag(report))
                .setUnreadWindowCount(report.unread().count());
        report.run()
                .ifPresent(run -> status.setReadCount(run.read())
                        .setReachedMarketoId(run.reachedMarketoId())
                        .setCallCount(run.calls())
                        .setStartTime(timestamp(run.startedAt()))
                        .addAllUnqualifiedCounts(counts(run.unqualified())));
        report.unread().first().forEach(window -> status.addUnreadWindows(unread(window)));
        report.progress().ifPresent(progress -> status.setProgress(progress(progress)));
        report.times().completedAt().ifPresent(time -> status.setCompleteTime(timestamp(time)));
        report.times().sinceProgress().ifPresent(time -> status.setTimeSinceProgress(duration(time)));
        report.reconcileReason()
                .ifPresent(reason -> status.setReconciliationReason(ReconciliationMessages.reason(reason)));
        warnings.forEach(warning -> status.addWarnings(warning(warning)));
        return status.build();
    }

    private static dev.touchstone.salessync.v1.SyncWarning warning(SyncWarning warning) {
        return dev.touchstone.salessync.v1.SyncWarning.newBuilder()
                .setKind(kind(warning.kind()))
                .setSubject(warning.subject())
                .setSentence(warning.sentence())
                .build();
    }

    private static SyncWarningKind kind(SyncWarning.Kind kind) {
        return switch (kind) {
            case FIELD_MISSING -> SyncWarningKind.SYNC_WARNING_KIND_FIELD_MISSING;
            case FIELD_TYPE_CHANGED -> SyncWarningKind.SYNC_WARNING_KIND_FIELD_TYPE_CHANGED;
            case CAPACITY_WARNING -> SyncWarningKind.SYNC_WARNING_KIND_CAPACITY_WARNING;
            case CAPACITY_REACHED -> SyncWarningKind.SYNC_WARNING_KIND_CAPACITY_REACHED;
            case CRM_FINDING -> SyncWarningKind.SYNC_WARNING_KIND_CRM_FINDING;
            case CRM_CONNECTION_BROKEN -> SyncWarningKind.SYNC_WARNING_KIND_CRM_CONNECTION_BROKEN;
            case SELLER_CONNECTION_BROKEN -> SyncWarningKind.SYNC_WARNING_KIND_SELLER_CONNECTION_BROKEN;
            case TASK_FIELD -> SyncWarningKind.SYNC_WARNING_KIND_TASK_FIELD;
            case CRM_READING -> SyncWarningKind.SYNC_WARNING_KIND_CRM_READING;
        };
    }

    private static PersonSyncLag lag(SyncReport report) {
        PersonSyncLag.Builder lag = PersonSyncLag.newBuilder()
                .setDirtyPersonCount(report.lag().feeds().dirty())
                .setCallsLeft(report.lag().callsLeft());
        report.lag().feeds().oldestDirtyAt().ifPresent(time -> lag.setOldestDirtyTime(timestamp(time)));
        report.times().feedAge().ifPresent(age -> lag.setFeedAge(duration(age)));
        return lag.build();
    }

    private static PersonSyncProgress progress(RunProgress progress) {
        PersonSyncProgress.Builder message = PersonSyncProgress.newBuilder()
                .setDonePersonCount(progress.donePeople())
                .setKnownPersonCount(progress.knownPeople())
                .setDoneBasisPoints(progress.doneBasisPoints())
                .setDoneWindowCount(progress.windows().over())
                .setWindowCount(progress.windows().all());
        progress.way().ifPresent(way -> message.setWay(way(way)));
        progress.timeLeft().ifPresent(left -> message.setTimeLeft(duration(left)));
        progress.leftWays()
                .forEach((way, reason) -> message.addLeftWays(
                        PersonSyncWayLeft.newBuilder().setWay(way(way)).setReason(reason)));
        return message.build();
    }

    static UnreadWindow unread(dev.touchstone.salessync.person.snapshot.UnreadWindow window) {
        return UnreadWindow.newBuilder()
                .setFromTime(timestamp(window.from()))
                .setUntilTime(timestamp(window.until()))
                .setReason(window.reason())
                .build();
    }

    static List<UnqualifiedCount> counts(Map<UnqualifiedReason, Long> unqualified) {
        return unqualified.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> UnqualifiedCount.newBuilder()
                        .setReason(reason(entry.getKey()))
                        .setCount(entry.getValue())
                        .build())
                .toList();
    }

    static PersonSyncWay way(SnapshotWay way) {
        return switch (way) {
            case BULK_EXTRACT -> PersonSyncWay.PERSON_SYNC_WAY_BULK_EXTRACT;
            case SALESFORCE_LED -> PersonSyncWay.PERSON_SYNC_WAY_SALESFORCE_LED;
            case STATIC_LIST -> PersonSyncWay.PERSON_SYNC_WAY_STATIC_LIST;
            case ID_RANGES -> PersonSyncWay.PERSON_SYNC_WAY_ID_RANGES;
        };
    }

    private static PersonSyncState state(SyncReport.State state) {
        return switch (state) {
            case NOT_CONFIGURED -> PersonSyncState.PERSON_SYNC_STATE_NOT_CONFIGURED;
            case READY -> PersonSyncState.PERSON_SYNC_STATE_READY;
            case SNAPSHOT -> PersonSyncState.PERSON_SYNC_STATE_SNAPSHOT;
            case CATCH_UP -> PersonSyncState.PERSON_SYNC_STATE_CATCH_UP;
            case LIVE -> PersonSyncState.PERSON_SYNC_STATE_LIVE;
            case DEGRADED -> PersonSyncState.PERSON_SYNC_STATE_DEGRADED;
            case RECONCILE -> PersonSyncState.PERSON_SYNC_STATE_RECONCILE;
            case PAUSED -> PersonSyncState.PERSON_SYNC_STATE_PAUSED;
            case BLOCKED_AUTH -> PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH;
            case WAIT_QUOTA -> PersonSyncState.PERSON_SYNC_STATE_WAIT_QUOTA;
        };
    }

    private static dev.touchstone.salessync.v1.UnqualifiedReason reason(UnqualifiedReason reason) {
        return switch (reason) {
            case NOT_IN_CRM -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_NOT_IN_CRM;
            case CRM_DELETED -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_CRM_DELETED;
            case OWNER_IS_QUEUE -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_OWNER_IS_QUEUE;
            case NO_OWNER -> dev.touchstone.salessync.v1.UnqualifiedReason.UNQUALIFIED_REASON_NO_OWNER;
        };
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
