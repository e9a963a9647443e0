package dev.touchstone.salessync.operations;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.connection.ConnectMarketo;
import dev.touchstone.salessync.connection.DisconnectMarketo;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.DisconnectMarketoRequest;
import dev.touchstone.salessync.v1.DisconnectMarketoResponse;
import dev.touchstone.salessync.v1.GetReconciliationReportRequest;
import dev.touchstone.salessync.v1.GetReconciliationReportResponse;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.GetSyncStatusResponse;
import dev.touchstone.salessync.v1.ListReconciliationRepairsRequest;
import dev.touchstone.salessync.v1.ListReconciliationRepairsResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PausePersonSyncResponse;
import dev.touchstone.salessync.v1.PreviewPersonSyncRequest;
import dev.touchstone.salessync.v1.PreviewPersonSyncResponse;
import dev.touchstone.salessync.v1.ResumePersonSyncRequest;
import dev.touchstone.salessync.v1.ResumePersonSyncResponse;
import dev.touchstone.salessync.v1.SalesSyncAdminService;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartPersonSyncResponse;
import dev.touchstone.salessync.v1.StartReconciliationRequest;
import dev.touchstone.salessync.v1.StartReconciliationResponse;
import dev.touchstone.salessync.v1.WatchSyncStatusRequest;
import dev.touchstone.salessync.v1.WatchSyncStatusResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Connects the remote systems and runs the syncs, over gRPC. */
@GrpcService
final class SalesSyncAdminGrpcService implements SalesSyncAdminService {
    private final BlockingCalls calls;
    private final ConnectMarketo connection;
    private final DisconnectMarketo disconnection;
    private final PersonSyncRequests personSync;

    SalesSyncAdminGrpcService(
            BlockingCalls calls,
            ConnectMarketo connection,
            DisconnectMarketo disconnection,
            PersonSyncRequests personSync) {
        this.calls = calls;
        this.connection = connection;
        this.disconnection = disconnection;
        this.personSync = personSync;
    }

    @Override
    public Uni<ConnectMarketoResponse> connectMarketo(ConnectMarketoRequest request) {
        return calls.answer(() -> answer(request));
    }

    private ConnectMarketoResponse answer(ConnectMarketoRequest request) {
        MarketoCredentials credentials = ConnectMarketoRequests.parse(request);
        ConnectMarketo.Connected connected = connection.connect(credentials);
        return ConnectMarketoResponse.newBuilder()
                .setBaseUrl(credentials.baseUrl().toString())
                .setClientIdSuffix(credentials.clientIdSuffix())
                .addAllMissingFields(connected.missingFields())
                .setInstanceId(connected.instance().text())
                .build();
    }

    @Override
    public Uni<DisconnectMarketoResponse> disconnectMarketo(DisconnectMarketoRequest request) {
        return calls.answer(() -> DisconnectMarketoResponse.newBuilder()
                .setWasConnected(disconnection.disconnect())
                .build());
    }

    @Override
    public Uni<PreviewPersonSyncResponse> previewPersonSync(PreviewPersonSyncRequest request) {
        return calls.answer(() -> personSync.preview(request));
    }

    @Override
    public Uni<StartPersonSyncResponse> startPersonSync(StartPersonSyncRequest request) {
        return calls.answer(() -> StartPersonSyncResponse.newBuilder()
                .setStatus(personSync.start(request))
                .build());
    }

    @Override
    public Uni<PausePersonSyncResponse> pausePersonSync(PausePersonSyncRequest request) {
        return calls.answer(() -> PausePersonSyncResponse.newBuilder()
                .setStatus(personSync.pause())
                .build());
    }

    @Override
    public Uni<ResumePersonSyncResponse> resumePersonSync(ResumePersonSyncRequest request) {
        return calls.answer(() -> ResumePersonSyncResponse.newBuilder()
                .setStatus(personSync.resume())
                .build());
    }

    @Override
    public Uni<GetSyncStatusResponse> getSyncStatus(GetSyncStatusRequest request) {
        return calls.answer(() -> GetSyncStatusResponse.newBuilder()
                .setPersonSync(personSync.status())
                .build());
    }

    @Override
    public Multi<WatchSyncStatusResponse> watchSyncStatus(WatchSyncStatusRequest request) {
        return personSync
                .watch()
                .map(status -> WatchSyncStatusResponse.newBuilder()
                        .setPersonSync(status)
                        .build());
    }

    @Override
    public Uni<StartReconciliationResponse> startReconciliation(StartReconciliationRequest request) {
        return calls.answer(personSync::reconcile);
    }

    @Override
    public Uni<GetReconciliationReportResponse> getReconciliationReport(GetReconciliationReportRequest request) {
        return calls.answer(() -> personSync.report(request));
    }

    @Override
    public Uni<ListReconciliationRepairsResponse> listReconciliationRepairs(ListReconciliationRepairsRequest request) {
        return calls.answer(() -> personSync.repairs(request));
    }
}
