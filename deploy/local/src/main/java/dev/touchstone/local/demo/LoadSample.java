package dev.touchstone.local.demo;

import dev.touchstone.commandline.importer.EventStream;
import dev.touchstone.commandline.importer.Settling;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.commandline.rpc.Remote;
import dev.touchstone.commandline.rpc.Services;
import dev.touchstone.commandline.terminal.Terminal;
import dev.touchstone.commandline.text.Words;
import dev.touchstone.local.sample.SampleOrganisation;
import dev.touchstone.local.suite.Installation.MarketoAccount;
import dev.touchstone.salessync.v1.ConnectMarketoRequest;
import dev.touchstone.salessync.v1.GetSyncStatusRequest;
import dev.touchstone.salessync.v1.PersonSyncState;
import dev.touchstone.salessync.v1.PersonSyncStatus;
import dev.touchstone.salessync.v1.SalesSyncAdminServiceGrpc;
import dev.touchstone.salessync.v1.StartPersonSyncRequest;
import dev.touchstone.touchpoint.v1.CrmRecord;
import dev.touchstone.touchpoint.v1.IngestWebEventsResponse;
import dev.touchstone.touchpoint.v1.WebEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Loads the sample organisation through the public contracts and waits until all of it has had its effect. */
public final class LoadSample {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration SYNC_TIMEOUT = Duration.ofMinutes(2);

    private final Services services;
    private final Terminal terminal;
    private final Consumer<String> tell;

    public LoadSample(Services services, Terminal terminal, Consumer<String> tell) {
        this.services = services;
        this.terminal = terminal;
        this.tell = tell;
    }

    /**
     * Loads everything.
     *
     * @param marketoUrl address of the emulator
     */
    public void load(SampleOrganisation organisation, String marketoUrl, MarketoAccount account) {
        startSync(marketoUrl, account);
        List<CrmRecord> records = SampleMessages.crmRecords(organisation);
        CrmStream.send(services, records);
        tell.accept(Words.count(records.size(), "CRM record") + " are stored: "
                + Words.count(organisation.people().size(), "person", "people") + ", "
                + Words.count(organisation.campaigns().size(), "campaign") + ", "
                + Words.count(organisation.members().size(), "member") + ", "
                + Words.count(organisation.activities().size(), "activity", "activities"));
        List<WebEvent> events = SampleMessages.webEvents(organisation);
        for (int from = 0; from < events.size(); from += EventStream.STREAM) {
            store(events.subList(from, Math.min(events.size(), from + EventStream.STREAM)));
        }
        tell.accept(Words.count(events.size(), "web event") + " are stored");
        Settling.await(services, terminal);
        tell.accept("everything is derived and mapped");
        awaitLive();
        tell.accept("the Marketo sync is live");
    }

    private void store(List<WebEvent> events) {
        IngestWebEventsResponse answer = EventStream.send(services, events);
        if (answer.getRefusedCount() > 0) {
            throw new CommandFailed("touchpoint-service refused " + Words.count(answer.getRefusedCount(), "web event")
                    + ", the first because of "
                    + answer.getRefusals(0).getViolations(0).getDescription());
        }
    }

    private void startSync(String marketoUrl, MarketoAccount account) {
        ConnectMarketoRequest connect = ConnectMarketoRequest.newBuilder()
                .setBaseUrl(marketoUrl)
                .setClientId(account.clientId())
                .setClientSecret(account.clientSecret())
                .build();
        services.call(
                Remote.SALES_SYNC,
                channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel).connectMarketo(connect));
        services.call(
                Remote.SALES_SYNC,
                channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                        .startPersonSync(StartPersonSyncRequest.newBuilder()
                                .setWithoutCrm(true)
                                .build()));
        tell.accept("the Marketo emulator is connected and the sync of people has started");
    }

    private void awaitLive() {
        long startedAt = System.nanoTime();
        while (true) {
            PersonSyncStatus status = syncStatus(services);
            if (status.getState() == PersonSyncState.PERSON_SYNC_STATE_LIVE) {
                return;
            }
            boolean blocked = status.getState() == PersonSyncState.PERSON_SYNC_STATE_BLOCKED_AUTH;
            if (blocked || System.nanoTime() - startedAt > SYNC_TIMEOUT.toNanos()) {
                throw new CommandFailed("the Marketo sync does not get live: " + status.getDetail());
            }
            Services.sleep(BETWEEN_QUESTIONS);
        }
    }

    static PersonSyncStatus syncStatus(Services services) {
        return services.call(
                        Remote.SALES_SYNC,
                        channel -> SalesSyncAdminServiceGrpc.newBlockingStub(channel)
                                .getSyncStatus(GetSyncStatusRequest.getDefaultInstance()))
                .getPersonSync();
    }
}
