package dev.touchstone.salessync.operations;

import dev.touchstone.salessync.connection.ConnectMarketo;
import dev.touchstone.salessync.marketo.MarketoCredentials;
import dev.touchstone.salessync.person.sync.ControlPersonSync;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.GetSyncStatusResponse;
import dev.touchstone.salessync.v1.PausePersonSyncRequest;
import dev.touchstone.salessync.v1.PausePersonSyncResponse;
import dev.touchstone.salessync.v1.SalesSyncAdminService;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.salessync.v1.StartPersonSyncResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Connects the remote systems and runs the syncs, over gRPC. */
@GrpcService
@RunOnVirtualThread
final class SalesSyncAdminGrpcService implements SalesSyncAdminService {
    private final ConnectMarketo connection;
    private final ControlPersonSync personSync;

    SalesSyncAdminGrpcService(ConnectMarketo connection, ControlPersonSync personSync) {
        this.connection = connection;
        this.personSync = personSync;
    }

    @Override
    public Uni<ConnectMarketoResponse> connectMarketo(ConnectMarketoRequest request) {
        MarketoCredentials credentials = ConnectMarketoRequests.parse(request);
        List<String> missingFields = connection.connect(credentials);
        return Uni.createFrom()
                .item(ConnectMarketoResponse.newBuilder()
                        .setBaseUrl(credentials.baseUrl().toString())
                        .setClientIdSuffix(credentials.clientIdSuffix())
                        .addAllMissingFields(missingFields)
                        .build());
    }

    @Override
    public Uni<StartPersonSyncResponse> startPersonSync(StartPersonSyncRequest request) {
        return Uni.createFrom()
                .item(StartPersonSyncResponse.newBuilder()
                        .setStatus(StatusMessages.message(personSync.start()))
                        .build());
    }

    @Override
    public Uni<PausePersonSyncResponse> pausePersonSync(PausePersonSyncRequest request) {
        return Uni.createFrom()
                .item(PausePersonSyncResponse.newBuilder()
                        .setStatus(StatusMessages.message(personSync.pause()))
                        .build());
    }

    @Override
    public Uni<GetSyncStatusResponse> getSyncStatus(GetSyncStatusRequest request) {
        return Uni.createFrom()
                .item(GetSyncStatusResponse.newBuilder()
                        .setPersonSync(StatusMessages.message(personSync.look()))
                        .build());
    }
}
