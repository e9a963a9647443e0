package dev.touchstone.salessync.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.activity.ActivityFixture;
import dev.touchstone.salessync.budget.FreshBudget;
import dev.touchstone.salessync.marketo.Lane;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.operations.MarketoTestResource;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.ConnectMarketoResponse;
import dev.touchstone.salessync.v1.DisconnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc.SalesSyncAdminServiceBlockingStub;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.database.TestSql;
import dev.touchstone.testing.emulator.Fault;
import dev.touchstone.testing.marketo.EmulatorConfig;
import dev.touchstone.testing.marketo.MarketoEmulator;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection to Marketo over gRPC. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(MarketoTestResource.class)
class ConnectionTest {
    private static final String SECRET = "touchstone-demo-secret";

    @GrpcClient("service")
    SalesSyncAdminServiceBlockingStub admin;

    @Inject
    ConnectedMarketo connected;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    MarketoEmulator marketo;

    @BeforeEach
    void empty() throws Exception {
        FreshBudget.awaitSchema(migration);
        marketo.leads().clear();
        marketo.faults().clear();
        marketo.changeClientSecret(SECRET);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM connection");
        }
        ActivityFixture.empty(database);
        FreshBudget.reset(database);
        awaitQuiet();
        marketo.calls().clear();
    }

    /** What an earlier class left to be sent may still be on its way. */
    private void awaitQuiet() {
        AtomicInteger seen = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            int calls = marketo.calls().all().size();
            return seen.getAndSet(calls) == calls;
        });
    }

    private ConnectMarketoResponse connect(URI baseUrl, String secret) {
        return admin.connectMarketo(ConnectMarketoRequest.newBuilder()
                .setBaseUrl(baseUrl.toString())
                .setClientId("touchstone-demo")
                .setClientSecret(secret)
                .build());
    }

    private static ErrorInfo refusal(Runnable call, Status.Code code) throws Exception {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(failure.getStatus().getCode()).isEqualTo(code);
        return StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class);
    }

    private List<Long> read() {
        return connected.find().orElseThrow().leads(Lane.INTERACTIVE).existing(List.of(7L, 8L));
    }

    /** AC-03: the answer names the identity end point, nothing is stored, exactly one call was made. */
    @Test
    void aRefusedSecretCostsOneCallAndIsNotStored() throws Exception {
        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> connect(marketo.baseUrl(), "wrong"));
        assertThat(failure).hasMessageContaining("/identity/oauth/token");
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(marketo.calls().all()).hasSize(1);
        assertThat(connected.find()).isEmpty();
    }

    /** AC-06: people of another instance would have the ids of these. */
    @Test
    void credentialsOfAnotherInstanceAreRefusedAndTheOldConnectionWorksOn() throws Exception {
        marketo.leads().put(7, Map.of());
        assertThat(connect(marketo.baseUrl(), SECRET).getInstanceId())
                .isEqualTo("127.0.0.1:" + marketo.baseUrl().getPort());
        try (MarketoEmulator other = MarketoEmulator.start(EmulatorConfig.defaults())) {
            ErrorInfo info = refusal(() -> connect(other.baseUrl(), SECRET), Status.Code.FAILED_PRECONDITION);
            assertThat(info.getReason()).isEqualTo("DIFFERENT_INSTANCE");
            assertThat(info.getMetadataMap())
                    .containsEntry("given", "127.0.0.1:" + other.baseUrl().getPort());
            assertThat(other.calls().all()).isEmpty();
        }
        assertThat(read()).containsExactly(7L);
    }

    /** New credentials of the same instance replace the old ones after they worked; one instance is open at a time. */
    @Test
    void newCredentialsReplaceTheOldOnesWhenTheyWorked() {
        marketo.leads().put(7, Map.of());
        connect(marketo.baseUrl(), SECRET);
        MarketoInstance before = connected.find().orElseThrow();
        assertThat(connected.find()).containsSame(before);

        marketo.changeClientSecret("renewed");
        connect(marketo.baseUrl(), "renewed");
        assertThat(connected.find().orElseThrow()).isNotSameAs(before);
        assertThat(read()).containsExactly(7L);
    }

    /** A quota stop says when to come back; an address that is no Marketo's is not to be tried for ever. */
    @Test
    void aUsedUpQuotaAndAWrongAddressAreToldApart() throws Exception {
        marketo.faults().onNext(1, new Fault.HttpStatus(404));
        assertThat(refusal(() -> connect(marketo.baseUrl(), SECRET), Status.Code.FAILED_PRECONDITION)
                        .getReason())
                .isEqualTo("MARKETO_REFUSED_CALL");
        marketo.faults().onNext(1, new Fault.Code("607"));
        assertThat(refusal(() -> connect(marketo.baseUrl(), SECRET), Status.Code.RESOURCE_EXHAUSTED)
                        .getReason())
                .isEqualTo("MARKETO_QUOTA_USED_UP");
        FreshBudget.reset(database);
    }

    /** R-CON-1: the missing permission is named. */
    @Test
    void anApiUserWithoutThePermissionToReadLeadsIsRefusedByItsName() throws Exception {
        marketo.faults().onNext(2, new Fault.Code("603"));
        ErrorInfo info = refusal(() -> connect(marketo.baseUrl(), SECRET), Status.Code.FAILED_PRECONDITION);
        assertThat(info.getReason()).isEqualTo("MARKETO_REFUSED_CREDENTIALS");
        assertThat(info.getMetadataMap()).containsEntry("code", "603").containsEntry("permission", "Read-Only Lead");
        assertThat(connected.find()).isEmpty();
    }

    @Test
    void afterADisconnectOnlyTheSameInstanceCanBeConnected() throws Exception {
        assertThat(disconnect()).isFalse();
        connect(marketo.baseUrl(), SECRET);
        assertThat(disconnect()).isTrue();
        assertThat(disconnect()).isFalse();
        assertThat(connected.find()).isEmpty();
        assertThat(admin.getSyncStatus(GetSyncStatusRequest.getDefaultInstance())
                        .getPersonSync()
                        .getState())
                .isEqualTo(PersonSyncState.PERSON_SYNC_STATE_NOT_CONFIGURED);
        assertThat(text("SELECT coalesce(client_id, '') || coalesce(encode(sealed_secret, 'hex'), '') FROM connection"))
                .isEmpty();

        try (MarketoEmulator other = MarketoEmulator.start(EmulatorConfig.defaults())) {
            assertThat(refusal(() -> connect(other.baseUrl(), SECRET), Status.Code.FAILED_PRECONDITION)
                            .getReason())
                    .isEqualTo("DIFFERENT_INSTANCE");
        }
        connect(marketo.baseUrl(), SECRET);
        assertThat(connected.find()).isPresent();
    }

    private boolean disconnect() {
        return admin.disconnectMarketo(DisconnectMarketoRequest.getDefaultInstance())
                .getWasConnected();
    }

    /** R-CON-6. F45, AC-04: it belongs to nobody, so nobody's leaving can end it. */
    @Test
    void whatIsStoredNamesNoUserAndTellsNoSecret() throws Exception {
        connect(marketo.baseUrl(), SECRET);
        assertThat(text("SELECT c::text || encode(sealed_secret, 'escape') FROM connection c"))
                .contains("touchstone-demo")
                .doesNotContain(SECRET);
        assertThat(text("SELECT string_agg(column_name, ',' ORDER BY column_name) FROM information_schema.columns"
                        + " WHERE table_name = 'connection' AND table_schema = current_schema()"))
                .isEqualTo("base_url,client_id,connected_at,instance_id,revision,sealed_secret,system");
        assertThat(Files.readString(Path.of("target/service-under-test.log")))
                .contains("Marketo is connected")
                .doesNotContain(SECRET);
    }

    private String text(String query) throws Exception {
        return TestSql.text(database, query);
    }
}
