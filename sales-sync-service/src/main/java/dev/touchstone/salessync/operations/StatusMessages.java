package dev.touchstone.salessync.operations;

import com.google.protobuf.Timestamp;
import dev.touchstone.salessync.person.UnqualifiedReason;
import dev.touchstone.salessync.person.sync.SyncReport;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.UnqualifiedCount;
import java.time.Duration;
import java.time.Instant;

/** Writes the status as a message. */
final class StatusMessages {
    private StatusMessages() {}

    static PersonSyncStatus message(SyncReport report) {
        PersonSyncStatus.Builder status = PersonSyncStatus.newBuilder()
                .setState(state(report.state()))
                .setDetail(report.detail())
                .setActivePersonCount(report.people().active())
                .setHiddenPersonCount(report.people().hidden());
        report.run().ifPresent(run -> {
            status.setReadCount(run.read())
                    .setReachedMarketoId(run.reachedMarketoId())
                    .setCallCount(run.calls())
                    .setStartTime(timestamp(run.startedAt()));
            for (UnqualifiedReason reason : UnqualifiedReason.values()) {
                long count = run.unqualified().getOrDefault(reason, 0L);
                if (count > 0) {
                    status.addUnqualifiedCounts(UnqualifiedCount.newBuilder()
                            .setReason(reason(reason))
                            .setCount(count));
                }
            }
        });
        report.completedAt().ifPresent(time -> status.setCompleteTime(timestamp(time)));
        report.sinceProgress().ifPresent(time -> status.setTimeSinceProgress(duration(time)));
        return status.build();
    }

    private static PersonSyncState state(SyncReport.State state) {
        return switch (state) {
            case NOT_CONFIGURED -> PersonSyncState.PERSON_SYNC_STATE_NOT_CONFIGURED;
            case READY -> PersonSyncState.PERSON_SYNC_STATE_READY;
            case SNAPSHOT -> PersonSyncState.PERSON_SYNC_STATE_SNAPSHOT;
            case LIVE -> PersonSyncState.PERSON_SYNC_STATE_LIVE;
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

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
