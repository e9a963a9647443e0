package dev.touchstone.salessync.connection.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.BeginSellerConnectionRequest;
import dev.touchstone.salessync.v1.CompleteSellerConnectionRequest;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.CrmConnectionState;
import dev.touchstone.salessync.v1.DisconnectSalesforceRequest;
import dev.touchstone.salessync.v1.GetSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.ProbeSalesforceConnectionRequest;
import dev.touchstone.salessync.v1.SalesforceConnection;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceFindingKind;
import dev.touchstone.salessync.warning.SyncWarning;
import dev.touchstone.salessync.warning.SyncWarnings;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.auth.Restriction;
import dev.touchstone.testing.salesforce.org.FieldAccess;
import dev.touchstone.testing.salesforce.schema.Field;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection of the organisation over gRPC, at the emulator. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class SalesforceConnectionTest {
    private static SalesforceEmulator salesforce;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub service;

    @Inject
    ConnectedSalesforce connected;

    @Inject
    ProbeConnections probes;

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
    }

    @AfterAll
    static void stop() {
        salesforce.close();
    }

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        clock.reset();
        FreshBudget.reset(database);
        execute("DELETE FROM salesforce_connection");
        execute("DELETE FROM salesforce_finding");
        execute("DELETE FROM seller_connection");
        execute("DELETE FROM sync_warning");
        salesforce.reset();
        salesforce.clock().set(clock.instant());
        salesforce.apps().put(SalesforceScene.app());
        scene = new SalesforceScene(salesforce, service);
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

    private SalesforceConnection stored() {
        return service.getSalesforceConnection(GetSalesforceConnectionRequest.getDefaultInstance())
                .getConnection();
    }

    private static ErrorInfo refusal(Runnable call, Status.Code code) throws Exception {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(failure.getStatus().getCode()).describedAs("%s", failure).isEqualTo(code);
        return StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class);
    }

    /** R-CON-4, 3.2.4: by a signed token; what is hidden is found at once, not at 20:00. */
    @Test
    void aSignedTokenConnectsAndWhatIsMissingIsFound() {
        salesforce.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        SalesforceConnection connection = scene.connect();
        assertThat(connection.getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_CONNECTED);
        assertThat(connection.getOrganizationId()).isEqualTo(salesforce.org().id());
        assertThat(connection.getUsername()).isEqualTo(EmulatorConfig.USERNAME);
        assertThat(connection.getClientIdSuffix()).isEqualTo("demo");
        assertThat(connection.getInstanceUrl()).isEqualTo(salesforce.url().toString());
        assertThat(connection.getProbe().getApiVersion()).isEqualTo("62.0");
        assertThat(connection.getProbe().getDailyCallMax())
                .isEqualTo(salesforce.meter().limits().requestsPerDay());
        assertThat(connection.getProbe().getFindingsList())
                .anySatisfy(finding -> {
                    assertThat(finding.getKind()).isEqualTo(SalesforceFindingKind.SALESFORCE_FINDING_KIND_FIELD_HIDDEN);
                    assertThat(finding.getObject() + "." + finding.getField()).isEqualTo("Lead.HasOptedOutOfEmail");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.getKind())
                            .isEqualTo(SalesforceFindingKind.SALESFORCE_FINDING_KIND_KEY_FIELD_MISSING);
                    assertThat(finding.getSentence()).contains("Task.SiaTaskKey__c");
                })
                .noneMatch(finding -> finding.getObject().equals("Contact"));
        assertThat(stored()).isEqualTo(connection);
        assertThat(warnings.list())
                .filteredOn(warning -> warning.kind() == SyncWarning.Kind.CRM_FINDING)
                .map(SyncWarning::subject)
                .contains("Lead.HasOptedOutOfEmail", "Task.SiaTaskKey__c");
        assertThat(connected.principal()).isPresent();
    }

    /** A later look finds what was mended, and drops the warnings. */
    @Test
    void aProbeFindsWhatWasMended() {
        salesforce.org().access().hideField(FieldAccess.EVERYBODY, "Lead", "HasOptedOutOfEmail");
        scene.connect();
        salesforce.org().access().clear();
        salesforce
                .org()
                .schema()
                .addField("Task", Field.text("SiaTaskKey__c", 64).with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE));
        SalesforceConnection probed = service.probeSalesforceConnection(
                        ProbeSalesforceConnectionRequest.getDefaultInstance())
                .getConnection();
        assertThat(probed.getProbe().getFindingsList())
                .noneMatch(finding -> finding.getField().equals("HasOptedOutOfEmail")
                        || finding.getField().equals("SiaTaskKey__c"));
        assertThat(warnings.list())
                .map(SyncWarning::subject)
                .doesNotContain("Lead.HasOptedOutOfEmail", "Task.SiaTaskKey__c");
    }

    /** R-CON-2, AC-03: refused credentials cost one call, store nothing, and leave what works alone. */
    @Test
    void refusedCredentialsLeaveWhatWorksAlone() throws Exception {
        salesforce.calls().clear();
        ErrorInfo info = refusal(
                () -> service.connectSalesforce(scene.byClientCredentials("wrong")), Status.Code.FAILED_PRECONDITION);
        assertThat(info.getReason()).isEqualTo("SALESFORCE_REFUSED_CREDENTIALS");
        assertThat(info.getMetadataMap()).containsEntry("reason", "SETTINGS_WRONG");
        assertThat(salesforce.calls().all()).hasSize(1);
        assertThat(stored().getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_NOT_CONNECTED);

        service.connectSalesforce(scene.byClientCredentials(EmulatorConfig.CONSUMER_SECRET));
        SalesforceConnection works = stored();
        refusal(() -> service.connectSalesforce(scene.byClientCredentials("wrong")), Status.Code.FAILED_PRECONDITION);
        assertThat(stored()).isEqualTo(works);
        assertThat(works.getUsername()).isEqualTo(EmulatorConfig.USERNAME);
    }

    /** 3.2.1: a user who is not approved for the app is told apart from a wrong key. */
    @Test
    void aUserWhoIsNotApprovedIsToldSo() throws Exception {
        salesforce.apps().put(SalesforceScene.app().withCertificate(SalesforceScene.KEY.getPublic(), "other@x.test"));
        assertThat(refusal(() -> scene.connect(), Status.Code.FAILED_PRECONDITION)
                        .getMetadataMap())
                .containsEntry("reason", "APP_NOT_APPROVED");
    }

    /** R-CON-2: records of another organisation would have the ids of these. */
    @Test
    void anotherOrganisationIsRefusedBeforeItIsLookedAt() throws Exception {
        scene.connect();
        execute("UPDATE salesforce_connection SET organization_id = '00D0000000000ZZEAA'");
        salesforce.calls().clear();
        ErrorInfo info = refusal(() -> scene.connect(), Status.Code.FAILED_PRECONDITION);
        assertThat(info.getReason()).isEqualTo("DIFFERENT_ORGANIZATION");
        assertThat(info.getMetadataMap())
                .containsEntry("connected", "00D0000000000ZZEAA")
                .containsEntry("given", salesforce.org().id());
        assertThat(salesforce.calls().all()).hasSize(1);
    }

    /** R-CON-6: nothing that is stored, logged or answered tells a secret. */
    @Test
    void noSecretIsEverTold() throws Exception {
        SalesforceConnection connection = scene.connect();
        String keyPart = SalesforceScene.pem().lines().skip(1).findFirst().orElseThrow();
        assertThat(text("SELECT c::text || encode(sealed_secrets, 'escape') FROM salesforce_connection c"))
                .contains(EmulatorConfig.CONSUMER_KEY)
                .doesNotContain(EmulatorConfig.CONSUMER_SECRET, keyPart);
        assertThat(connection.toString()).doesNotContain(EmulatorConfig.CONSUMER_KEY, EmulatorConfig.CONSUMER_SECRET);
        assertThat(Files.readString(Path.of("target/service-under-test.log")))
                .contains("Salesforce is connected")
                .doesNotContain(keyPart, EmulatorConfig.CONSUMER_SECRET);
    }

    /** A secret that was sealed with another key says so, and connecting again helps. */
    @Test
    void anotherEncryptionKeyAsksToConnectAgain() throws Exception {
        scene.connect();
        execute("UPDATE salesforce_connection SET sealed_secrets = set_byte(sealed_secrets, 20, 0) || '\\x00'");
        assertThat(stored().getFault().getReason().name()).endsWith("SECRET_UNREADABLE");
        assertThat(connected.principal()).isEmpty();
        assertThat(scene.connect().hasFault()).isFalse();
        assertThat(connected.principal()).isPresent();
    }

    /** 3.2.7: an organisation that switches the API off is blocked, and freed by itself once it is on again. */
    @Test
    void aBlockedOrganisationIsTriedAgain() {
        scene.connect();
        salesforce.disableApiForOrg(true);
        assertThat(catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> service.probeSalesforceConnection(ProbeSalesforceConnectionRequest.getDefaultInstance())))
                .isNotNull();
        SalesforceConnection blocked = stored();
        assertThat(blocked.getState()).isEqualTo(CrmConnectionState.CRM_CONNECTION_STATE_BLOCKED);
        assertThat(blocked.getFault().getReason().name()).endsWith("API_DISABLED");
        assertThat(connected.principal()).isEmpty();
        assertThat(warnings.list()).map(SyncWarning::kind).contains(SyncWarning.Kind.CRM_CONNECTION_BROKEN);

        salesforce.disableApiForOrg(false);
        probes.retry();
        assertThat(connected.principal()).isEmpty();
        clock.advanceTo(clock.instant().plus(Duration.ofMinutes(15)));
        salesforce.clock().set(clock.instant());
        probes.retry();
        assertThat(connected.principal()).isPresent();
        assertThat(warnings.list()).map(SyncWarning::kind).doesNotContain(SyncWarning.Kind.CRM_CONNECTION_BROKEN);
    }

    /** An integration user whom Salesforce does not let in: the addresses to allow are told. */
    @Test
    void anAddressThatIsNotLetInIsTold() throws Exception {
        scene.connect();
        salesforce.users().restrict(EmulatorConfig.USERNAME, Restriction.IP_RESTRICTED);
        refusal(
                () -> service.probeSalesforceConnection(ProbeSalesforceConnectionRequest.getDefaultInstance()),
                Status.Code.FAILED_PRECONDITION);
        assertThat(stored().getFault().getAddressesToAllowList()).containsExactly("192.0.2.7", "192.0.2.8");
        assertThat(stored().getFault().hasRetryTime()).isTrue();
    }

    @Test
    void afterADisconnectOnlyTheOrganisationIsKnown() {
        assertThat(disconnect()).isFalse();
        scene.connect();
        assertThat(disconnect()).isTrue();
        assertThat(disconnect()).isFalse();
        assertThat(stored())
                .isEqualTo(SalesforceConnection.newBuilder()
                        .setState(CrmConnectionState.CRM_CONNECTION_STATE_NOT_CONNECTED)
                        .setOrganizationId(salesforce.org().id())
                        .build());
        assertThat(connected.principal()).isEmpty();
        assertThat(connected.isConnected()).isFalse();
        assertThat(warnings.list()).isEmpty();
    }

    private boolean disconnect() {
        return service.disconnectSalesforce(DisconnectSalesforceRequest.getDefaultInstance())
                .getWasConnected();
    }

    /** Every wrong field is named, and nothing is called. */
    @Test
    void wrongRequestsNameEveryField() throws Exception {
        ConnectSalesforceRequest wrong = scene.byJwt().toBuilder()
                .setLoginUrl("ftp://x.test/path")
                .setClientId("")
                .setJwtBearer(scene.byJwt().getJwtBearer().toBuilder().setPrivateKey("no key"))
                .build();
        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> service.connectSalesforce(wrong));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(StatusProto.fromThrowable(failure).toString())
                .contains("login_url", "client_id", "jwt_bearer.private_key", "2,048")
                .doesNotContain("no key");
        assertThat(refusal(
                                () -> service.connectSalesforce(
                                        scene.byClientCredentials(EmulatorConfig.CONSUMER_SECRET).toBuilder()
                                                .setLoginUrl("https://login.salesforce.com")
                                                .build()),
                                Status.Code.INVALID_ARGUMENT)
                        .getReason())
                .isEqualTo("INVALID_FIELDS");
        assertThat(refusal(
                                () -> service.connectSalesforce(ConnectSalesforceRequest.getDefaultInstance()),
                                Status.Code.INVALID_ARGUMENT)
                        .getMetadataMap())
                .containsEntry("count", "3");
        assertThat(refusal(
                                () -> service.beginSellerConnection(BeginSellerConnectionRequest.newBuilder()
                                        .setSeller("ann")
                                        .setRedirectUri("http://example.test/callback")
                                        .build()),
                                Status.Code.INVALID_ARGUMENT)
                        .getMetadataMap())
                .containsEntry("count", "2");
        assertThat(refusal(
                                () -> service.completeSellerConnection(
                                        CompleteSellerConnectionRequest.getDefaultInstance()),
                                Status.Code.INVALID_ARGUMENT)
                        .getMetadataMap())
                .containsEntry("count", "2");
        assertThat(salesforce.calls().all()).isEmpty();
    }

    /** What needs a connection says which one is missing. */
    @Test
    void withoutAConnectionNobodyCanBeProbedOrBegin() throws Exception {
        assertThat(refusal(
                                () -> service.probeSalesforceConnection(
                                        ProbeSalesforceConnectionRequest.getDefaultInstance()),
                                Status.Code.FAILED_PRECONDITION)
                        .getReason())
                .isEqualTo("CRM_NOT_CONNECTED");
        assertThat(refusal(
                                () -> service.beginSellerConnection(BeginSellerConnectionRequest.newBuilder()
                                        .setSeller("ann@x.test")
                                        .setRedirectUri(EmulatorConfig.CALLBACK)
                                        .build()),
                                Status.Code.FAILED_PRECONDITION)
                        .getReason())
                .isEqualTo("CRM_NOT_CONNECTED");
    }
}
