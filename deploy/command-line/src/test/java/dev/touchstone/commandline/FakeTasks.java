package dev.touchstone.commandline;

import dev.touchstone.salessync.v1.CrmTask;
import dev.touchstone.salessync.v1.CrmTaskCounts;
import dev.touchstone.salessync.v1.CrmTaskServiceGrpc;
import dev.touchstone.salessync.v1.CrmTaskSettings;
import dev.touchstone.salessync.v1.CrmTaskSettingsVersion;
import dev.touchstone.salessync.v1.CrmTaskState;
import dev.touchstone.salessync.v1.CrmTaskWhatId;
import dev.touchstone.salessync.v1.GetCrmTaskCountsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskCountsResponse;
import dev.touchstone.salessync.v1.GetCrmTaskRequest;
import dev.touchstone.salessync.v1.GetCrmTaskResponse;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.GetCrmTaskSettingsResponse;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsRequest;
import dev.touchstone.salessync.v1.UpdateCrmTaskSettingsResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Tasks in Salesforce; remembers how their settings were changed. */
public final class FakeTasks extends CrmTaskServiceGrpc.CrmTaskServiceImplBase {
    public final List<UpdateCrmTaskSettingsRequest> updates = new ArrayList<>();

    @Override
    public void getCrmTaskCounts(GetCrmTaskCountsRequest request, StreamObserver<GetCrmTaskCountsResponse> answer) {
        answer.onNext(GetCrmTaskCountsResponse.newBuilder()
                .setCounts(CrmTaskCounts.newBuilder()
                        .setWaitingConnectionCount(1_200)
                        .setDoneCount(7))
                .build());
        answer.onCompleted();
    }

    @Override
    public void getCrmTask(GetCrmTaskRequest request, StreamObserver<GetCrmTaskResponse> answer) {
        answer.onNext(GetCrmTaskResponse.newBuilder()
                .setTask(CrmTask.newBuilder()
                        .setTaskKey("01JD0A0Z3M9X2V7K5T8Q4R6W1Y")
                        .setSeller("rep@x.test")
                        .setState(CrmTaskState.CRM_TASK_STATE_DEAD)
                        .setCause("ACCESS_VALIDATION")
                        .setCode("FIELD_CUSTOM_VALIDATION_EXCEPTION")
                        .addLeftOutFields("MSE_Campaign__c"))
                .build());
        answer.onCompleted();
    }

    @Override
    public void getCrmTaskSettings(
            GetCrmTaskSettingsRequest request, StreamObserver<GetCrmTaskSettingsResponse> answer) {
        answer.onNext(GetCrmTaskSettingsResponse.newBuilder()
                .setVersion(CrmTaskSettingsVersion.newBuilder()
                        .setVersion(3)
                        .setEtag("3")
                        .setSettings(CrmTaskSettings.newBuilder()
                                .setLogEmails(true)
                                .setLogCalls(true)
                                .setSubjectTemplate("{{activity_subject}}")
                                .setWhatId(CrmTaskWhatId.CRM_TASK_WHAT_ID_ACCOUNT)))
                .build());
        answer.onCompleted();
    }

    @Override
    public void updateCrmTaskSettings(
            UpdateCrmTaskSettingsRequest request, StreamObserver<UpdateCrmTaskSettingsResponse> answer) {
        updates.add(request);
        answer.onNext(UpdateCrmTaskSettingsResponse.newBuilder()
                .setVersion(CrmTaskSettingsVersion.newBuilder().setVersion(4).setSettings(request.getSettings()))
                .build());
        answer.onCompleted();
    }
}
