package dev.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.suite.DataDirectory;
import dev.touchstone.local.suite.LocalPostgres;
import dev.touchstone.local.suite.Ports;
import dev.touchstone.salessync.v1.ClientCredentialsPrincipal;
import dev.touchstone.salessync.v1.ConnectSalesforceRequest;
import dev.touchstone.salessync.v1.GetUnsubscribeHistoryRequest;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc;
import dev.touchstone.salessync.v1.SalesUnsubscribeServiceGrpc.SalesUnsubscribeServiceBlockingStub;
import dev.touchstone.salessync.v1.SalesforceConnectionServiceGrpc;
import dev.touchstone.testing.salesforce.EmulatorConfig;
import dev.touchstone.testing.salesforce.SalesforceEmulator;
import dev.touchstone.testing.salesforce.schema.Field;
import dev.touchstone.touchpoint.v1.ListTouchpointsRequest;
import dev.touchstone.touchpoint.v1.Touchpoint;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc;
import dev.touchstone.touchpoint.v1.TouchpointServiceGrpc.TouchpointServiceBlockingStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * From Salesforce to a channel: emulator, sales-sync-service, touchpoint-service and mapping-service. A campaign that is switched to
 * "Include all" shows its touchpoints with their channel, one that is switched off loses them, and who opts out there is out here, each
 * because of a change event. How long each took is printed; ten seconds are wanted and not asserted.
 */
@Isolated
class CampaignStoryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path BINARIES = WholeSuite.HOME.resolve(".touchstone/postgresql");
    private static final String SYNC_TYPE = "bizible2__Bizible_Attribution_SyncType__c";
    private static final String ADDRESS = "visitor@fair.test";
    /** 32 bytes of no value to anybody. */
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String[] OBJECTS = {
        "Account",
        "Campaign",
        "CampaignMember",
        "Contact",
        "Event",
        "Lead",
        "Opportunity",
        "OpportunityContactRole",
        "Task"
    };

    private final int postgresPort = Ports.free(1).get(0);
    private final int busPort = Ports.free(1).get(0);

    @Test
    void aSwitchInSalesforceShowsInTouchpoints() throws Exception {
        try (DataDirectory directory = WholeSuite.directory("CampaignStoryTest");
                SalesforceEmulator salesforce = SalesforceEmulator.start(
                        EmulatorConfig.defaults().withPorts(new EmulatorConfig.Ports(0, 0, 0, busPort)));
                LocalPostgres postgres = LocalPostgres.start(directory, BINARIES, postgresPort);
                ServiceAlone mapping = ServiceAlone.start("mapping-service", directory.path(), postgresPort, Map.of());
                ServiceAlone touchpoint = ServiceAlone.start(
                        "touchpoint-service",
                        directory.path(),
                        postgresPort,
                        address("QUARKUS_GRPC_CLIENTS_MAPPING", mapping));
                ServiceAlone sync = sync(directory, touchpoint)) {
            for (ServiceAlone service : List.of(mapping, touchpoint, sync)) {
                await().atMost(PATIENCE).until(() -> service.management("/q/health/ready") == 200);
            }
            TouchpointServiceBlockingStub touchpoints = TouchpointServiceGrpc.newBlockingStub(touchpoint.connect());
            SalesUnsubscribeServiceBlockingStub optOuts = SalesUnsubscribeServiceGrpc.newBlockingStub(sync.connect());
            Fair fair = fair(salesforce);
            connect(sync, salesforce);
            await().atMost(PATIENCE).until(() -> database().number("SELECT count(*) FROM campaign_member") == 3);
            await().atMost(PATIENCE).until(() -> salesforce.events().openStreams() == OBJECTS.length);
            assertThat(list(touchpoints)).as("nothing is included yet").isEmpty();

            took(
                    "included",
                    () -> salesforce.org().update(fair.campaign(), Map.of(SYNC_TYPE, "Include all")),
                    () -> list(touchpoints).stream()
                                    .filter(made ->
                                            !made.getChannel().getChannel().isEmpty())
                                    .count()
                            == 3);
            assertThat(list(touchpoints))
                    .extracting(
                            Touchpoint::getAdCampaignName,
                            made -> made.getChannel().getChannel())
                    .containsOnly(tuple("Trade fair", "Events"));
            took(
                    "excluded",
                    () -> salesforce.org().update(fair.campaign(), Map.of(SYNC_TYPE, "Exclude all")),
                    () -> list(touchpoints).isEmpty());
            took(
                    "opted out",
                    () -> salesforce.org().update(fair.lead(), Map.of("HasOptedOutOfEmail", true)),
                    () -> isOut(optOuts));
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    /** What there is before anybody reads it. */
    private record Fair(String campaign, String lead) {}

    private static Fair fair(SalesforceEmulator salesforce) {
        salesforce.events().select(OBJECTS);
        salesforce
                .org()
                .schema()
                .addField(
                        "Campaign",
                        Field.picklist(SYNC_TYPE, "Include all", "Include only \"Responded\"", "Exclude all"));
        String campaign = salesforce.org().create("Campaign", Map.of("Name", "Trade fair", "Type", "Conference"));
        List<String> leads = new ArrayList<>();
        for (String address : List.of(ADDRESS, "second@fair.test", "third@fair.test")) {
            String lead =
                    salesforce.org().create("Lead", Map.of("LastName", "Visitor", "Company", "One", "Email", address));
            salesforce.org().create("CampaignMember", Map.of("CampaignId", campaign, "LeadId", lead));
            leads.add(lead);
        }
        return new Fair(campaign, leads.getFirst());
    }

    private ServiceAlone sync(DataDirectory directory, ServiceAlone touchpoint) {
        return ServiceAlone.start(
                "sales-sync-service",
                directory.path(),
                postgresPort,
                Map.of(
                        "TOUCHSTONE_SALES_SYNC_ENCRYPTION_KEY",
                        KEY,
                        "TOUCHSTONE_SALES_SYNC_TOUCHPOINT_SERVICE_HOST",
                        "127.0.0.1",
                        "TOUCHSTONE_SALES_SYNC_TOUCHPOINT_SERVICE_PORT",
                        Integer.toString(touchpoint.port()),
                        "TOUCHSTONE_SALES_SYNC_SALESFORCE_READING_PUB_SUB_URL",
                        "http://127.0.0.1:" + busPort));
    }

    private static Map<String, String> address(String client, ServiceAlone service) {
        return Map.of(client + "_HOST", "127.0.0.1", client + "_PORT", Integer.toString(service.port()));
    }

    private static void connect(ServiceAlone sync, SalesforceEmulator salesforce) {
        SalesforceConnectionServiceGrpc.newBlockingStub(sync.connect())
                .connectSalesforce(ConnectSalesforceRequest.newBuilder()
                        .setLoginUrl(salesforce.url().toString())
                        .setClientId(EmulatorConfig.CONSUMER_KEY)
                        .setClientSecret(EmulatorConfig.CONSUMER_SECRET)
                        .setClientCredentials(ClientCredentialsPrincipal.getDefaultInstance())
                        .build());
    }

    private static List<Touchpoint> list(TouchpointServiceBlockingStub touchpoints) {
        return touchpoints
                .listTouchpoints(ListTouchpointsRequest.getDefaultInstance())
                .getTouchpointsList();
    }

    private static boolean isOut(SalesUnsubscribeServiceBlockingStub optOuts) {
        return optOuts.getUnsubscribeHistory(GetUnsubscribeHistoryRequest.newBuilder()
                        .setAddress(ADDRESS)
                        .build())
                .getOut();
    }

    private Database database() {
        return new Database(LocalPostgres.jdbcUrl(postgresPort, "touchpoint"));
    }

    private static void took(String what, Runnable change, Callable<Boolean> isSo) {
        long start = System.nanoTime();
        change.run();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(isSo);
        System.out.printf(
                "[campaign story] %s after %d ms%n",
                what, Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
