package dev.touchstone.salessync.connection.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.salesforce.SalesforceGateway;
import dev.touchstone.salessync.salesforce.SalesforceOrg;
import dev.touchstone.salessync.salesforce.auth.ConnectedApp;
import dev.touchstone.salessync.salesforce.auth.SalesforceCredentials;
import dev.touchstone.salessync.salesforce.error.SalesforceError;
import dev.touchstone.salessync.salesforce.error.SalesforceFailure;
import dev.touchstone.salessync.salesforce.limit.SalesforceGate;
import dev.touchstone.salessync.salesforce.limit.SalesforceLane;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.CrmConnectionState;
import dev.touchstone.salessync.v1.DisconnectSalesforceRequest;
import dev.touchstone.salessync.v1.DisconnectSellerRequest;
import dev.touchstone.salessync.v1.ListSellerConnectionsRequest;
import dev.touchstone.salessync.v1.ListSellerConnectionsResponse;
import dev.touchstone.salessync.v1.ProbeSellerConnectionRequest;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.SellerConnection;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.auth.Restriction;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of sellers over gRPC, at the emulator: the browser's way, tokens that are replaced with each use, and what breaks. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class SellerConnectionTest {
    private static final String ANN = "ann@x.test";
    private static final String ANNS_USER = "ann@touchstone.example";
    private static SalesforceEmulator salesforce;
    private static String annsId = "";

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub service;

    @Inject
    ConnectedSalesforce connected;

    @Inject
    SellerJournal sellers;

    @Inject
    ProbeConnections probes;

    @Inject
    SalesforceGateway gateway;

    @Inject
    SalesforceGate gate;

    @Inject
    MendedSellers mended;

    @Inject
    SyncWarnings warnings;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    private SalesforceScene scene;

    @BeforeAll
    static void start() {
        salesforce = SalesforceEmulator.start(EmulatorConfig.defaults());
        annsId = salesforce.addUser(ANNS_USER, "Ann");
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void connectOrganisation() throws Exception {
        FreshBudget.awaitSchema(migration);
        clock.reset();
        FreshBudget.reset(database);
        execute("DELETE FROM salesforce_connection");
        execute("DELETE FROM salesforce_finding");
        execute("DELETE FROM seller_connection");
        execute("DELETE FROM seller_authorization");
        execute("DELETE FROM sync_warning");
        salesforce.reset();
        annsId = salesforce.users().find(ANNS_USER).orElseThrow().userId();
        salesforce.apps().put(SalesforceScene.app());
        scene = new SalesforceScene(salesforce, service);
        scene.connect();
        salesforce.calls().clear();
    }

    /** The organisation goes with this class. */
    @AfterEach
    void forget() throws Exception {
        clock.reset();
        execute("DELETE FROM salesforce_connection");
        execute("DELETE FROM sync_warning");
    }

    private void execute(String sql) throws Exception {
        TestSql.execute(database, sql);
    }

    private String text(String query) throws Exception {
        return TestSql.text(database, query);
    }

    private static ErrorInfo refusal(Runnable call, Status.Code code) throws Exception {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(failure.getStatus().getCode()).describedAs("%s", failure).isEqualTo(code);
        return StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class);
    }

    private List<SellerConnection> list() {
        return service.listSellerConnections(ListSellerConnectionsRequest.getDefaultInstance())
                .getConnectionsList();
    }

    private SellerConnection probe() {
        return service.probeSellerConnection(
                        ProbeSellerConnectionRequest.newBuilder().setSeller(ANN).build())
                .getConnection();
    }

    /** A call of the seller, as whoever delivers for the seller makes it: what refuses it is told to the connection. */
    private void call() {
        ConnectedSalesforce.OpenSeller seller = connected.seller(ANN).orElseThrow();
        try {
            seller.org().catalogue(SalesforceLane.ACTIVITY).limits();
        } catch (SalesforceFailure failure) {
            connected.broken(seller, failure.error());
            throw failure;
        }
    }

    /** R-CON-4, R-CON-5: the first call works as soon as the seller is back, as the seller. */
    @Test
    void aSellerConnectsThroughTheBrowser() throws Exception {
        int heard = mended.heard().size();
        SellerConnection connection = scene.connectSeller(" Ann@X.test ", ANNS_USER);
        assertThat(connection.getSeller()).isEqualTo(ANN);
        assertThat(connection.getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_CONNECTED);
        assertThat(connection.getUserId()).isEqualTo(annsId);
        assertThat(connection.getUsername()).isEqualTo(ANNS_USER);
        assertThat(list()).containsExactly(connection);
        assertThat(connected.usableSellers()).containsExactly(ANN);
        await().untilAsserted(() ->
                assertThat(mended.heard().subList(heard, mended.heard().size())).containsExactly(ANN));
        call();
        assertThat(text("SELECT c::text || encode(sealed_refresh, 'escape') FROM seller_connection c"))
                .contains(ANN)
                .doesNotContain("5Aep");
    }

    /** A state is good once, for ten minutes, and only with the code it was made for. */
    @Test
    void aStateIsGoodOnceAndForTenMinutes() throws Exception {
        CompleteSellerConnectionRequest back = scene.authorize(ANN, ANNS_USER);
        service.completeSellerConnection(back);
        assertThat(refusal(() -> service.completeSellerConnection(back), Status.Code.NOT_FOUND)
                        .getReason())
                .isEqualTo("AUTHORIZATION_NOT_FOUND");

        CompleteSellerConnectionRequest late = scene.authorize(ANN, ANNS_USER);
        clock.advanceTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(refusal(() -> service.completeSellerConnection(late), Status.Code.NOT_FOUND)
                        .getReason())
                .isEqualTo("AUTHORIZATION_NOT_FOUND");
        clock.reset();

        CompleteSellerConnectionRequest one = scene.authorize(ANN, ANNS_USER);
        CompleteSellerConnectionRequest two = scene.authorize(ANN, ANNS_USER);
        CompleteSellerConnectionRequest mixed =
                one.toBuilder().setCode(two.getCode()).build();
        assertThat(refusal(() -> service.completeSellerConnection(mixed), Status.Code.FAILED_PRECONDITION)
                        .getReason())
                .isEqualTo("SALESFORCE_REFUSED_CREDENTIALS");
    }

    /** No activity is attributed to somebody else: one seller is one user. */
    @Test
    void oneSellerIsOneUser() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        CompleteSellerConnectionRequest other = scene.authorize(ANN, EmulatorConfig.USERNAME);
        assertThat(refusal(() -> service.completeSellerConnection(other), Status.Code.FAILED_PRECONDITION)
                        .getReason())
                .isEqualTo("DIFFERENT_USER");
        CompleteSellerConnectionRequest taken = scene.authorize("bob@x.test", ANNS_USER);
        assertThat(refusal(() -> service.completeSellerConnection(taken), Status.Code.ALREADY_EXISTS)
                        .getReason())
                .isEqualTo("SELLER_USER_TAKEN");
        call();
        assertThat(list()).hasSize(1);
    }

    /** AC-58, F30: a revoked token parks the seller, without a loop of calls; when the seller reconnects, the event comes. */
    @Test
    void aRevokedTokenParksTheSellerUntilTheyReconnect() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        call();
        salesforce.revoke(ANNS_USER);
        assertThatThrownBy(this::call).isInstanceOf(SalesforceFailure.class);
        assertThat(list()).singleElement().satisfies(seller -> {
            assertThat(seller.getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_WAITING);
            assertThat(seller.getFault().getReason().name()).endsWith("AUTHORIZATION_LOST");
            assertThat(seller.getFault().hasRetryTime()).isFalse();
        });
        assertThat(connected.usableSellers()).isEmpty();
        assertThat(connected.seller(ANN)).isEmpty();
        assertThat(warnings.list())
                .filteredOn(warning -> warning.kind() == SyncWarning.Kind.SELLER_CONNECTION_BROKEN)
                .map(SyncWarning::subject)
                .containsExactly(annsId);
        salesforce.calls().clear();
        clock.advanceTo(clock.instant().plus(Duration.ofHours(2)));
        probes.retry();
        assertThat(scene.tokenCalls()).isZero();
        clock.reset();

        int heard = mended.heard().size();
        scene.connectSeller(ANN, ANNS_USER);
        await().untilAsserted(() -> assertThat(mended.heard()).hasSize(heard + 1));
        assertThat(connected.usableSellers()).containsExactly(ANN);
        call();
        assertThat(warnings.list()).map(SyncWarning::kind).doesNotContain(SyncWarning.Kind.SELLER_CONNECTION_BROKEN);
    }

    /** 3.2.1: with rotation, two replicas that refresh at the same time never use a token twice. */
    @Test
    void twoReplicasNeverUseATokenTwice() throws Exception {
        salesforce.apps().put(SalesforceScene.app().withRotation());
        scene.connectSeller(ANN, ANNS_USER);
        dev.touchstone.salessync.connection.salesforce.SellerConnection connection =
                sellers.find(ANN).orElseThrow();
        ConnectedApp app = connected.app().orElseThrow();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 10; round++) {
                List<Future<Long>> calls = new ArrayList<>();
                for (int replica = 1; replica <= 3; replica++) {
                    SalesforceOrg org =
                            gateway.open(new SalesforceCredentials.Refreshing(app, sellers.tokens(connection)), gate);
                    calls.add(workers.submit(() -> {
                        org.catalogue(SalesforceLane.ACTIVITY).limits();
                        return org.calls();
                    }));
                }
                for (Future<Long> call : calls) {
                    assertThat(call.get()).isEqualTo(1);
                }
            }
        }
        assertThat(connected.usableSellers()).containsExactly(ANN);
        assertThat(scene.tokenCalls()).isEqualTo(1 + 30);
    }

    /** F31: a crash between Salesforce's answer and the commit loses the token; the seller is asked, and nothing loops. */
    @Test
    void aTokenThatGotLostInACrashAsksTheSeller() throws Exception {
        salesforce.apps().put(SalesforceScene.app().withRotation());
        scene.connectSeller(ANN, ANNS_USER);
        dev.touchstone.salessync.connection.salesforce.SellerConnection connection =
                sellers.find(ANN).orElseThrow();
        SalesforceCredentials credentials = new SalesforceCredentials.Refreshing(
                connected.app().orElseThrow(),
                exchange -> sellers.tokens(connection).use(token -> {
                    exchange.with(token);
                    throw new IllegalStateException("the process ends here");
                }));
        assertThatThrownBy(() -> gateway.oauth().session(credentials)).isInstanceOf(IllegalStateException.class);

        assertThatThrownBy(this::call)
                .isInstanceOfSatisfying(
                        SalesforceFailure.class,
                        failure -> assertThat(failure.error()).isInstanceOf(SalesforceError.Refused.class));
        long tokenCalls = scene.tokenCalls();
        assertThat(connected.seller(ANN)).isEmpty();
        probes.retry();
        assertThat(scene.tokenCalls()).isEqualTo(tokenCalls);
        assertThat(list().get(0).getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_WAITING);
    }

    /** F32: the organisation moved; the next session names the new place, and so does what is stored. */
    @Test
    void theOrganisationIsFollowedWhenItMoves() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        call();
        String before = text("SELECT instance_url FROM seller_connection");
        salesforce.moveInstance();
        call();
        assertThat(text("SELECT instance_url FROM seller_connection"))
                .isEqualTo(salesforce.url().toString())
                .isNotEqualTo(before);
        assertThat(salesforce.calls().ofPath("/services/data/v62.0/limits")).isNotEmpty();
    }

    /** 3.2.7: a network address that is not let in is for an administrator to mend; it is tried again, and on request. */
    @Test
    void anAddressThatIsNotLetInBlocksTheSellerUntilItIs() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        salesforce.users().restrict(ANNS_USER, Restriction.IP_RESTRICTED);
        salesforce.expireSessions();
        SellerConnection blocked = probe();
        assertThat(blocked.getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_BLOCKED);
        assertThat(blocked.getFault().getAddressesToAllowList()).containsExactly("192.0.2.7", "192.0.2.8");
        assertThat(blocked.getFault().hasRetryTime()).isTrue();
        assertThat(connected.usableSellers()).isEmpty();
        SellerConnection still = probe();
        assertThat(still.getFault().getFaultTime()).isEqualTo(blocked.getFault().getFaultTime());

        int heard = mended.heard().size();
        salesforce.users().lift(ANNS_USER, Restriction.IP_RESTRICTED);
        clock.advanceTo(clock.instant().plus(Duration.ofMinutes(16)));
        probes.retry();
        assertThat(connected.usableSellers()).containsExactly(ANN);
        await().untilAsserted(() -> assertThat(mended.heard()).hasSize(heard + 1));
        assertThat(probe().hasFault()).isFalse();
        assertThat(mended.heard()).hasSize(heard + 1);
    }

    /** A user who may not use the API is found when the seller connects, and nothing is stored. */
    @Test
    void aUserWithoutTheApiIsNotStored() throws Exception {
        salesforce.users().restrict(ANNS_USER, Restriction.API_DISABLED);
        CompleteSellerConnectionRequest back = scene.authorize(ANN, ANNS_USER);
        assertThat(refusal(() -> service.completeSellerConnection(back), Status.Code.FAILED_PRECONDITION)
                        .getMetadataMap())
                .containsEntry("reason", "API_DISABLED");
        assertThat(list()).isEmpty();
        assertThat(salesforce.calls().ofPath("/services/oauth2/revoke")).hasSize(1);
    }

    /** A late failure of an old authorization does not break the new one. */
    @Test
    void aFailureOfAnOldAuthorizationDoesNotBreakTheNewOne() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        ConnectedSalesforce.OpenSeller old = connected.seller(ANN).orElseThrow();
        scene.connectSeller(ANN, ANNS_USER);
        assertThat(connected.broken(
                        old, new SalesforceError.Refused("invalid_grant", SalesforceError.Remedy.RECONNECT)))
                .isFalse();
        assertThat(connected.usableSellers()).containsExactly(ANN);
        assertThat(connected.broken(connected.seller(ANN).orElseThrow(), new SalesforceError.TooConcurrent()))
                .isFalse();
        call();
    }

    /** Without the organisation nothing can be sent for a seller; with it, the sellers are as they were. */
    @Test
    void sellersNeedTheOrganisation() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        service.disconnectSalesforce(DisconnectSalesforceRequest.getDefaultInstance());
        assertThat(connected.usableSellers()).isEmpty();
        assertThat(refusal(this::probe, Status.Code.FAILED_PRECONDITION).getReason())
                .isEqualTo("CRM_NOT_CONNECTED");
        scene.connect();
        assertThat(connected.usableSellers()).containsExactly(ANN);
        call();
    }

    @Test
    void sellersAreListedByPageAndDisconnected() throws Exception {
        scene.connectSeller(ANN, ANNS_USER);
        scene.connectSeller("bob@x.test", EmulatorConfig.USERNAME);
        ListSellerConnectionsResponse first = service.listSellerConnections(
                ListSellerConnectionsRequest.newBuilder().setPageSize(1).build());
        assertThat(first.getConnectionsList()).map(SellerConnection::getSeller).containsExactly(ANN);
        ListSellerConnectionsResponse second = service.listSellerConnections(ListSellerConnectionsRequest.newBuilder()
                .setPageSize(1)
                .setPageToken(first.getNextPageToken())
                .build());
        assertThat(second.getConnectionsList()).map(SellerConnection::getSeller).containsExactly("bob@x.test");
        assertThat(second.getNextPageToken()).isEmpty();

        assertThat(disconnect()).isTrue();
        assertThat(disconnect()).isFalse();
        assertThat(list()).map(SellerConnection::getSeller).containsExactly("bob@x.test");
        assertThat(refusal(this::probe, Status.Code.NOT_FOUND).getReason()).isEqualTo("SELLER_NOT_FOUND");
    }

    private boolean disconnect() {
        return service.disconnectSeller(
                        DisconnectSellerRequest.newBuilder().setSeller(ANN).build())
                .getWasConnected();
    }
}
