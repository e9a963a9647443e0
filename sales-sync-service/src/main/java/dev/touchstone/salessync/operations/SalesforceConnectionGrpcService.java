package dev.touchstone.salessync.operations;

import com.google.protobuf.Timestamp;
import dev.touchstone.contract.Page;
import dev.touchstone.runtime.BlockingCalls;
import dev.touchstone.salessync.connection.salesforce.ConnectSalesforce;
import dev.touchstone.salessync.connection.salesforce.ConnectSellers;
import dev.touchstone.salessync.connection.salesforce.OutgoingAddresses;
import dev.touchstone.salessync.connection.salesforce.ProbeConnections;
import dev.touchstone.salessync.connection.salesforce.SalesforceConnections;
import dev.touchstone.salessync.connection.salesforce.SellerConnection;
import dev.touchstone.salessync.v1.BeginSellerConnectionRequest;
import dev.touchstone.salessync.v1.BeginSellerConnectionResponse;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.CompleteSellerConnectionResponse;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceResponse;
import dev.touchstone.salessync.v1.DisconnectSalesforceRequest;
import dev.touchstone.salessync.v1.DisconnectSalesforceResponse;
import dev.touchstone.salessync.v1.DisconnectSellerRequest;
import dev.touchstone.salessync.v1.DisconnectSellerResponse;
import dev.touchstone.salessync.v1.GetSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.GetSalesforceConnectionResponse;
import dev.touchstone.salessync.v1.ListSellerConnectionsRequest;
import dev.touchstone.salessync.v1.ListSellerConnectionsResponse;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionResponse;
import dev.touchstone.salessync.v1.ProbeSellerConnectionRequest;
import dev.touchstone.salessync.v1.ProbeSellerConnectionResponse;
import dev.touchstone.salessync.v1.SalesforceConnectionService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Connects the organisation and its sellers, over gRPC. */
@GrpcService
final class SalesforceConnectionGrpcService implements SalesforceConnectionService {
    private final BlockingCalls calls;
    private final ConnectSalesforce connect;
    private final ConnectSellers connectSellers;
    private final SalesforceConnections connections;
    private final ProbeConnections probes;
    private final SalesforceConnectionMessages messages;

    SalesforceConnectionGrpcService(
            BlockingCalls calls,
            ConnectSalesforce connect,
            ConnectSellers connectSellers,
            SalesforceConnections connections,
            ProbeConnections probes,
            OutgoingAddresses outgoing) {
        this.calls = calls;
        this.connect = connect;
        this.connectSellers = connectSellers;
        this.connections = connections;
        this.probes = probes;
        this.messages = new SalesforceConnectionMessages(outgoing);
    }

    @Override
    public Uni<ConnectSalesforceResponse> connectSalesforce(ConnectSalesforceRequest request) {
        return calls.answer(() -> ConnectSalesforceResponse.newBuilder()
                .setConnection(messages.message(
                        Optional.of(connect.connect(SalesforceConnectionRequests.credentials(request)))))
                .build());
    }

    @Override
    public Uni<DisconnectSalesforceResponse> disconnectSalesforce(DisconnectSalesforceRequest request) {
        return calls.answer(() -> DisconnectSalesforceResponse.newBuilder()
                .setWasConnected(connections.disconnect())
                .build());
    }

    @Override
    public Uni<GetSalesforceConnectionResponse> getSalesforceConnection(GetSalesforceConnectionRequest request) {
        return calls.answer(() -> GetSalesforceConnectionResponse.newBuilder()
                .setConnection(messages.message(connections.find()))
                .build());
    }

    @Override
    public Uni<ProbeSalesforceConnectionResponse> probeSalesforceConnection(ProbeSalesforceConnectionRequest request) {
        return calls.answer(() -> ProbeSalesforceConnectionResponse.newBuilder()
                .setConnection(messages.message(Optional.of(probes.probe())))
                .build());
    }

    @Override
    public Uni<BeginSellerConnectionResponse> beginSellerConnection(BeginSellerConnectionRequest request) {
        return calls.answer(() -> {
            SalesforceConnectionRequests.Begin begin = SalesforceConnectionRequests.begin(request);
            ConnectSellers.Begun begun = connectSellers.begin(begin.seller(), begin.redirectUri());
            Timestamp expiry = StatusMessages.timestamp(begun.expiresAt());
            return BeginSellerConnectionResponse.newBuilder()
                    .setAuthorizationUrl(begun.url().toString())
                    .setState(begun.state())
                    .setExpireTime(expiry)
                    .build();
        });
    }

    @Override
    public Uni<CompleteSellerConnectionResponse> completeSellerConnection(CompleteSellerConnectionRequest request) {
        return calls.answer(() -> {
            SalesforceConnectionRequests.Complete complete = SalesforceConnectionRequests.complete(request);
            SellerConnection connected = connectSellers.complete(complete.state(), complete.code());
            return CompleteSellerConnectionResponse.newBuilder()
                    .setConnection(messages.message(connected))
                    .build();
        });
    }

    @Override
    public Uni<DisconnectSellerResponse> disconnectSeller(DisconnectSellerRequest request) {
        return calls.answer(() -> DisconnectSellerResponse.newBuilder()
                .setWasConnected(connections.disconnect(SalesforceConnectionRequests.seller(request.getSeller())))
                .build());
    }

    @Override
    public Uni<ListSellerConnectionsResponse> listSellerConnections(ListSellerConnectionsRequest request) {
        return calls.answer(() -> sellers(SalesforceConnectionRequests.page(request)));
    }

    private ListSellerConnectionsResponse sellers(Page page) {
        String after = page.after().map(key -> key.get(0)).orElse("");
        // One more than asked for: whether it is there tells if there is a next page.
        List<SellerConnection> found = connections.sellers(after, page.size() + 1);
        ListSellerConnectionsResponse.Builder response = ListSellerConnectionsResponse.newBuilder();
        found.stream().limit(page.size()).map(messages::message).forEach(response::addConnections);
        if (found.size() > page.size()) {
            response.setNextPageToken(
                    Page.token(List.of(found.get(page.size() - 1).seller())));
        }
        return response.build();
    }

    @Override
    public Uni<ProbeSellerConnectionResponse> probeSellerConnection(ProbeSellerConnectionRequest request) {
        return calls.answer(() -> ProbeSellerConnectionResponse.newBuilder()
                .setConnection(messages.message(probes.probe(SalesforceConnectionRequests.seller(request.getSeller()))))
                .build());
    }
}
