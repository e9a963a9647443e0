package dev.touchstone.salessync.task.api;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.task.settings.ChangeTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskService;
import dev.touchstone.salessync.v1.GetCrmTaskCountsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskCountsResponse;
import dev.touchstone.salessync.v1.GetCrmTaskRequest;
import dev.touchstone.salessync.v1.GetCrmTaskResponse;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsResponse;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Shows tasks and changes what is logged, over gRPC. */
@GrpcService
final class CrmTaskGrpcService implements CrmTaskService {
    private final BlockingCalls calls;
    private final ChangeTaskSettings settings;
    private final LookAtTasks look;

    CrmTaskGrpcService(BlockingCalls calls, ChangeTaskSettings settings, LookAtTasks look) {
        this.calls = calls;
        this.settings = settings;
        this.look = look;
    }

    @Override
    public Uni<GetCrmTaskSettingsResponse> getCrmTaskSettings(GetCrmTaskSettingsRequest request) {
        return calls.answer(() -> GetCrmTaskSettingsResponse.newBuilder()
                .setVersion(CrmTaskMessages.message(settings.inForce()))
                .build());
    }

    @Override
    public Uni<UpdateCrmTaskSettingsResponse> updateCrmTaskSettings(UpdateCrmTaskSettingsRequest request) {
        return calls.answer(() -> {
            CrmTaskRequests.Update update = CrmTaskRequests.update(request);
            return UpdateCrmTaskSettingsResponse.newBuilder()
                    .setVersion(CrmTaskMessages.message(
                            settings.update(update.settings(), update.etag(), update.author(), update.note())))
                    .build();
        });
    }

    @Override
    public Uni<GetCrmTaskResponse> getCrmTask(GetCrmTaskRequest request) {
        return calls.answer(() -> GetCrmTaskResponse.newBuilder()
                .setTask(CrmTaskMessages.message(look.ofActivity(CrmTaskRequests.activityKey(request))))
                .build());
    }

    @Override
    public Uni<GetCrmTaskCountsResponse> getCrmTaskCounts(GetCrmTaskCountsRequest request) {
        return calls.answer(() -> GetCrmTaskCountsResponse.newBuilder()
                .setCounts(CrmTaskMessages.message(look.counts()))
                .build());
    }
}
