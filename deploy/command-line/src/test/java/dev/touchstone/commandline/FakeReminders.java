package dev.touchstone.commandline;

import com.google.protobuf.util.Timestamps;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListConflictsResponse;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.ListTasksResponse;
import dev.touchstone.salessync.v1.ResolveConflictRequest;
import dev.touchstone.salessync.v1.ResolveConflictResponse;
import dev.touchstone.salessync.v1.RestoreTaskRequest;
import dev.touchstone.salessync.v1.RestoreTaskResponse;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskConflict;
import dev.touchstone.salessync.v1.SalesTaskLinkState;
import dev.touchstone.salessync.v1.SalesTaskServiceGrpc;
import dev.touchstone.salessync.v1.SalesTaskStatus;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.SetTaskSyncResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** A seller with one reminder, one that is deleted, and one conflict. */
public final class FakeReminders extends SalesTaskServiceGrpc.SalesTaskServiceImplBase {
    public static final SalesTask TASK = SalesTask.newBuilder()
            .setTaskId("00000000-0000-7000-8000-000000000001")
            .setName("Call Bob")
            .setStatus(SalesTaskStatus.SALES_TASK_STATUS_OPEN)
            .setDueDate("2026-12-01")
            .setAssignee("ann@x.test")
            .setLinkState(SalesTaskLinkState.SALES_TASK_LINK_STATE_LINKED)
            .setSalesforceId("00T000000000001AAA")
            .build();

    public final List<SetTaskSyncRequest> switches = new ArrayList<>();
    public final List<ResolveConflictRequest> resolved = new ArrayList<>();
    public final List<RestoreTaskRequest> restored = new ArrayList<>();

    @Override
    public void setTaskSync(SetTaskSyncRequest request, StreamObserver<SetTaskSyncResponse> answer) {
        switches.add(request);
        answer.onNext(SetTaskSyncResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> answer) {
        SalesTask task = request.getDeleted() ? TASK.toBuilder().setName("Gone").build() : TASK;
        answer.onNext(ListTasksResponse.newBuilder()
                .addTasks(task)
                .setNextPageToken(request.getPageToken().isEmpty() ? "next" : "")
                .build());
        answer.onCompleted();
    }

    @Override
    public void listConflicts(ListConflictsRequest request, StreamObserver<ListConflictsResponse> answer) {
        answer.onNext(ListConflictsResponse.newBuilder()
                .addConflicts(SalesTaskConflict.newBuilder()
                        .setConflictId("00000000-0000-7000-8000-000000000002")
                        .setTaskId(TASK.getTaskId())
                        .setField("due_date")
                        .setKeptValue("2026-12-07")
                        .setLostValue("2026-12-05")
                        .setFoundTime(Timestamps.fromSeconds(1_780_000_000)))
                .build());
        answer.onCompleted();
    }

    @Override
    public void resolveConflict(ResolveConflictRequest request, StreamObserver<ResolveConflictResponse> answer) {
        resolved.add(request);
        answer.onNext(ResolveConflictResponse.newBuilder()
                .setTask(TASK.toBuilder().setDueDate("2026-12-05"))
                .build());
        answer.onCompleted();
    }

    @Override
    public void restoreTask(RestoreTaskRequest request, StreamObserver<RestoreTaskResponse> answer) {
        restored.add(request);
        answer.onNext(RestoreTaskResponse.newBuilder().setTask(TASK).build());
        answer.onCompleted();
    }
}
