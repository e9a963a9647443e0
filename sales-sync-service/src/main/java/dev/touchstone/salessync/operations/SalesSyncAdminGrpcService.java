package dev.touchstone.salessync.operations;

import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.connection.ConnectMarketo;
import dev.touchstone.salessync.connection.DisconnectMarketo;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.person.sync.ControlPersonSync;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.DisconnectMarketoRequest;
import dev.touchstone.salessync.v1.DisconnectMarketoResponse;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.GetSyncStatusResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PausePersonSyncResponse;
import dev.touchstone.salessync.v1.SalesSyncAdminService;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartPersonSyncResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Connects the remote systems and runs the syncs, over gRPC. */
@GrpcService
final class SalesSyncAdminGrpcService implements SalesSyncAdminService {
    private final BlockingCalls calls;
    private final ConnectMarketo connection;
    private final DisconnectMarketo disconnection;
    private final ControlPersonSync personSync;

    SalesSyncAdminGrpcService(
            BlockingCalls calls,
            ConnectMarketo connection,
            DisconnectMarketo disconnection,
            ControlPersonSync personSync) {
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
    public Uni<StartPersonSyncResponse> startPersonSync(StartPersonSyncRequest request) {
        return calls.answer(this::start);
    }

    private StartPersonSyncResponse start() {
        return StartPersonSyncResponse.newBuilder()
                .setStatus(StatusMessages.message(personSync.start()))
                .build();
    }

    @Override
    public Uni<PausePersonSyncResponse> pausePersonSync(PausePersonSyncRequest request) {
        return calls.answer(this::pause);
    }

    private PausePersonSyncResponse pause() {
        return PausePersonSyncResponse.newBuilder()
                .setStatus(StatusMessages.message(personSync.pause()))
                .build();
    }

    @Override
    public Uni<GetSyncStatusResponse> getSyncStatus(GetSyncStatusRequest request) {
        return calls.answer(this::status);
    }

    private GetSyncStatusResponse status() {
        return GetSyncStatusResponse.newBuilder()
                .setPersonSync(StatusMessages.message(personSync.look()))
                .build();
    }
}
