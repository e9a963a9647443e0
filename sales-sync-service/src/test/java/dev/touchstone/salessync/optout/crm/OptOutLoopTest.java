package dev.touchstone.salessync.optout.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.runtime.SchemaMigration;
import dev.touchstone.salessync.operations.TestClock;
import dev.touchstone.salessync.v1.CheckSendableRequest;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc.SalesforceConnectionServiceBlockingStub;
import dev.touchstone.salessync.v1.SendPurpose;
import dev.touchstone.salessync.v1.SendReason;
import dev.touchstone.salessync.v1.SendRecipient;
import dev.touchstone.salessync.v1.UnsubscribeRequest;
import dev.touchstone.salessync.v1.UnsubscribeSource;
import dev.touchstone.testing.database.PostgresTestResource;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The service as it runs: nobody calls the writer or the nightly run but its own threads. */
@QuarkusTest
@TestProfile(OptOutLoopTest.AsShipped.class)
@WithTestResource(PostgresTestResource.class)
class OptOutLoopTest {
    @GrpcClient("service")
    SalesUnsubscribeServiceBlockingStub unsubscribes;

    @GrpcClient("service")
    SalesforceConnectionServiceBlockingStub connections;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    SchemaMigration migration;

    /** The intervals that the other tests do without. */
    public static final class AsShipped implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchstone.sales-sync.opt-out.poll-interval", "500MS",
                    "touchstone.sales-sync.opt-out.nightly-interval", "1S");
        }
    }

    /** AC-73, AC-75: the next send is refused, the record is set, and the night brings what was said there. */
    @Test
    void anOptOutIsWrittenAndTheNightIsRun() throws Exception {
        try (SalesforceEmulator salesforce = SalesforceEmulator.start(EmulatorConfig.defaults())) {
            CrmOptOutScene scene = new CrmOptOutScene(connections, database, clock, migration);
            scene.open(salesforce, Instant.parse("2026-07-16T02:00:00Z"));
            String lead = CrmOptOutScene.lead(salesforce, "ac73@x.test", false);
            CrmOptOutScene.lead(salesforce, "ac75-loop@x.test", true);

            unsubscribes.unsubscribe(UnsubscribeRequest.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setAddress("ac73@x.test")
                    .setSource(UnsubscribeSource.UNSUBSCRIBE_SOURCE_CLICKED_LINK)
                    .build());

            assertThat(reason("ac73@x.test")).isEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
            await().until(() -> CrmOptOutScene.says(salesforce, lead, CrmOptOutScene.STANDARD));
            assertThat(reason("ac75-loop@x.test")).isNotEqualTo(SendReason.SEND_REASON_SALES_OPT_OUT);
            scene.at(salesforce, Instant.parse("2026-07-16T03:00:00Z"));
            await().until(() -> reason("ac75-loop@x.test") == SendReason.SEND_REASON_SALES_OPT_OUT);
            scene.forget();
        }
    }

    private SendReason reason(String address) {
        return unsubscribes
                .checkSendable(CheckSendableRequest.newBuilder()
                        .setPurpose(SendPurpose.SEND_PURPOSE_ONE_TO_ONE)
                        .addRecipients(SendRecipient.newBuilder().setAddress(address))
                        .build())
                .getDecisions(0)
                .getReason();
    }
}
