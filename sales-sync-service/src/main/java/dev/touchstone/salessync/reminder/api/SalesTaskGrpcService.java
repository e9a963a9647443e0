package dev.touchstone.salessync.reminder.api;

import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.reminder.ChangeReminders;
import dev.touchstone.salessync.reminder.FollowReminders;
import dev.touchstone.salessync.reminder.Reminder;
import dev.touchstone.salessync.reminder.ReminderChange;
import dev.touchstone.salessync.reminder.ReminderConflict;
import dev.touchstone.salessync.reminder.ReminderField;
import dev.touchstone.salessync.reminder.ReminderFields;
import dev.touchstone.salessync.reminder.ReminderStatus;
import dev.touchstone.salessync.v1.CompleteTaskRequest;
import dev.touchstone.salessync.v1.CompleteTaskResponse;
import dev.touchstone.salessync.v1.CreateTaskRequest;
import dev.touchstone.salessync.v1.CreateTaskResponse;
import dev.touchstone.salessync.v1.DeleteTaskRequest;
import dev.touchstone.salessync.v1.DeleteTaskResponse;
import dev.touchstone.salessync.v1.ListConflictsRequest;
import dev.touchstone.salessync.v1.ListConflictsResponse;
import dev.touchstone.salessync.v1.ListTasksRequest;
import dev.touchstone.salessync.v1.ListTasksResponse;
import dev.touchstone.salessync.v1.ResolveConflictRequest;
import dev.touchstone.salessync.v1.ResolveConflictResponse;
import dev.touchstone.salessync.v1.RestoreTaskRequest;
import dev.touchstone.salessync.v1.RestoreTaskResponse;
import dev.touchstone.salessync.v1.SalesTask;
import dev.touchstone.salessync.v1.SalesTaskService;
import dev.touchstone.salessync.v1.SetTaskSyncRequest;
import dev.touchstone.salessync.v1.SetTaskSyncResponse;
import dev.touchstone.salessync.v1.UpdateTaskRequest;
import dev.touchstone.salessync.v1.UpdateTaskResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reminders over gRPC. */
@GrpcService
final class SalesTaskGrpcService implements SalesTaskService {
    private final BlockingCalls calls;
    private final ChangeReminders change;
    private final FollowReminders follow;

    SalesTaskGrpcService(BlockingCalls calls, ChangeReminders change, FollowReminders follow) {
        this.calls = calls;
        this.change = change;
        this.follow = follow;
    }

    @Override
    public Uni<SetTaskSyncResponse> setTaskSync(SetTaskSyncRequest request) {
        return calls.answer(() -> {
            ReminderRequests.Switch wanted = ReminderRequests.sync(request);
            if (wanted.enabled()) {
                follow.begin(wanted.seller(), wanted.zone());
            } else {
                follow.stop(wanted.seller());
            }
            return SetTaskSyncResponse.getDefaultInstance();
        });
    }

    @Override
    public Uni<CreateTaskResponse> createTask(CreateTaskRequest request) {
        return calls.answer(() -> CreateTaskResponse.newBuilder()
                .setTask(task(change.create(ReminderRequests.create(request))))
                .build());
    }

    @Override
    public Uni<UpdateTaskResponse> updateTask(UpdateTaskRequest request) {
        return calls.answer(() -> UpdateTaskResponse.newBuilder()
                .setTask(task(change.update(ReminderRequests.update(request))))
                .build());
    }

    @Override
    public Uni<CompleteTaskResponse> completeTask(CompleteTaskRequest request) {
        return calls.answer(() -> {
            ReminderRequests.Version read = ReminderRequests.version(request.getTaskId(), request.getVersion());
            ReminderChange completed = new ReminderChange(
                    read.id(),
                    read.version(),
                    Optional.empty(),
                    Set.of(ReminderField.STATUS),
                    ReminderFields.of("").withStatus(ReminderStatus.COMPLETED));
            return CompleteTaskResponse.newBuilder()
                    .setTask(task(change.update(completed)))
                    .build();
        });
    }

    @Override
    public Uni<DeleteTaskResponse> deleteTask(DeleteTaskRequest request) {
        return calls.answer(() -> {
            ReminderRequests.Version read = ReminderRequests.version(request.getTaskId(), request.getVersion());
            return DeleteTaskResponse.newBuilder()
                    .setTask(task(change.delete(read.id(), read.version())))
                    .build();
        });
    }

    @Override
    public Uni<RestoreTaskResponse> restoreTask(RestoreTaskRequest request) {
        return calls.answer(() -> {
            UUID requestId = ReminderRequests.id("request_id", request.getRequestId());
            UUID taskId = ReminderRequests.id("task_id", request.getTaskId());
            return RestoreTaskResponse.newBuilder()
                    .setTask(task(change.restore(requestId, taskId)))
                    .build();
        });
    }

    @Override
    public Uni<ListTasksResponse> listTasks(ListTasksRequest request) {
        return calls.answer(() -> tasks(ReminderRequests.list(request)));
    }

    @Override
    public Uni<ListConflictsResponse> listConflicts(ListConflictsRequest request) {
        return calls.answer(() -> conflicts(ReminderRequests.list(request)));
    }

    @Override
    public Uni<ResolveConflictResponse> resolveConflict(ResolveConflictRequest request) {
        return calls.answer(() -> {
            UUID id = ReminderRequests.id("conflict_id", request.getConflictId());
            return ResolveConflictResponse.newBuilder()
                    .setTask(task(change.resolve(id, request.getUseOtherValue())))
                    .build();
        });
    }

    private ListTasksResponse tasks(ReminderRequests.Listing listing) {
        int size = listing.page().size();
        // One more than asked for: whether it is there tells if there is a next page.
        List<Reminder> found = follow.page(listing.seller(), listing.after(), listing.deleted(), size + 1);
        ListTasksResponse.Builder response = ListTasksResponse.newBuilder();
        found.stream().limit(size).map(ReminderMessages::task).forEach(response::addTasks);
        if (found.size() > size) {
            String last = found.get(size - 1).id().toString();
            response.setNextPageToken(Page.token(List.of(last), listing.seller(), listing.deleted()));
        }
        return response.build();
    }

    private ListConflictsResponse conflicts(ReminderRequests.Listing listing) {
        int size = listing.page().size();
        List<ReminderConflict> found = follow.conflicts(listing.seller(), listing.after(), size + 1);
        ListConflictsResponse.Builder response = ListConflictsResponse.newBuilder();
        found.stream().limit(size).map(ReminderMessages::conflict).forEach(response::addConflicts);
        if (found.size() > size) {
            String last = found.get(size - 1).id().toString();
            response.setNextPageToken(Page.token(List.of(last), listing.seller()));
        }
        return response.build();
    }

    private static SalesTask task(Reminder reminder) {
        return ReminderMessages.task(reminder);
    }
}
